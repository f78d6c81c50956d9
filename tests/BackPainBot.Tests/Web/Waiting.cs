using Microsoft.Playwright;

namespace BackPainBot.Tests.Web;

/// <summary>Waits for what no locator shows. Playwright's own wait evaluates a text again and again, which the chat page's policy forbids.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="isSo">A JavaScript function.</param>
    /// <param name="argument">What it is given.</param>
    public static Task UntilAsync(this IPage page, string isSo, object? argument = null) => page.MainFrame.UntilAsync(isSo, argument);

    /// <inheritdoc cref="UntilAsync(IPage, string, object?)"/>
    public static async Task UntilAsync(this IFrame frame, string isSo, object? argument = null)
    {
        try
        {
            await frame.EvaluateAsync(
                $"argument => new Promise(done => {{ const isSo = {isSo}; const look = () => isSo(argument) ? done() : setTimeout(look, 20); look(); }})",
                argument).WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"It did not come to this in {Patience.TotalSeconds} seconds: {isSo}");
        }
    }
}
