// What a bot says on the console belongs to the output of the test that started it, which is shown when that fails.
[assembly: CaptureConsole]
