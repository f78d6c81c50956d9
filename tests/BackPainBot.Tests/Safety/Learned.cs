[assembly: AssemblyFixture(typeof(BackPainBot.Tests.Safety.Learned))]

namespace BackPainBot.Tests.Safety;

/// <summary>
/// One folder for what is learned from the example messages, which takes some seconds of a processor: the commands and the processes that tests start find it there,
/// by the variable that an owner would set, instead of learning it again.
/// </summary>
public sealed class Learned : IDisposable
{
    public Learned() => Environment.SetEnvironmentVariable("Knowledge__CacheFolder", Folder);

    public static string Folder { get; } = Directory.CreateTempSubdirectory("backpainbot-tests-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
