using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using BackPainBot.BotFramework;
using BackPainBot.Knowledge;
using BackPainBot.Tests.BotFramework.DirectLine;

namespace BackPainBot.Tests.BotFramework;

/// <summary>Lines of the threat model in the library's README that no other test proves.</summary>
public sealed class ThreatTests
{
    private const string LineBreak = "\r\nX-Evil: 1\r\n\r\nGET / HTTP/1.1";

    [Fact]
    public async Task Line_breaks_in_an_activity_make_no_header_and_no_request_of_their_own()
    {
        var evil = 0;
        await using var channel = await ConnectorServer.StartAsync((context, _) =>
        {
            evil += context.Request.Headers.Keys.Count(name => name.Contains("Evil", StringComparison.OrdinalIgnoreCase));
            return ConnectorServer.CreatedAsync(context);
        });
        await using var bot = await BotHost.StartAsync();
        var message = BotHost.Message("hello", channel.Url) with
        {
            Id = $"1{LineBreak}",
            Locale = $"en{LineBreak}",
            Conversation = new() { Id = $"c{LineBreak}" },
            From = new() { Id = $"u{LineBreak}", Name = $"n{LineBreak}" },
        };
        using var response = await bot.PostAsync(message);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.Contains("Evil", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("%0D%0AX-Evil%3A%201", Assert.Single(channel.Calls).Target, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, evil);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://localhost.evil.example/")]
    [InlineData("http://127.0.0.1@evil.example/")]
    [InlineData("http://evil.example/#@localhost")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://localhost/")]
    public async Task Without_an_app_id_no_serviceUrl_makes_the_bot_call_another_machine(string serviceUrl)
    {
        await using var bot = await BotHost.StartAsync();
        using var response = await bot.PostAsync(BotHost.Message("hello", serviceUrl));
        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.BadRequest });
    }

    [Fact]
    public async Task The_log_of_a_conversation_has_no_words_no_token_and_no_key()
    {
        const string key = "a-key-of-32-characters-or-more-0123456789", words = "my name is Zebedee and my back hurts";
        await using var host = await BotHost.StartAsync(settings: [("DirectLine:TokenKey", key), ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Warning")]);
        var client = await DirectLineClient.StartAsync(host);
        using (await client.TryPostAsync(BotHost.Message(words)))
        using (await client.SendAsync(HttpMethod.Get, "conversations/unknown/activities"))
        using (await host.PostAsync(BotHost.Message(words, "http://127.0.0.1:1/")))
        using (await host.PostAsync($$"""{"type":"message","text":"{{words}}","attachments":[null]}"""))
        {
            Assert.All(new[] { key, "Zebedee", client.Token! }, secret => Assert.DoesNotContain(secret, host.Log.Everything, StringComparison.Ordinal));
        }
    }

    /// <summary>All patterns of the program, also those that come later.</summary>
    public static TheoryData<string> Patterns =>
    [
        .. from assembly in new[] { typeof(TurnHandler).Assembly, typeof(KnowledgeBase).Assembly, typeof(Program).Assembly }
           from type in assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
           where method.GetCustomAttribute<GeneratedRegexAttribute>() is not null
           select $"{type.AssemblyQualifiedName}|{method.Name}",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void No_pattern_takes_long_whatever_it_reads(string pattern)
    {
        const int length = 5_000;
        // A pattern that looks back over its text takes milliseconds for so many characters, one that does so at two places minutes.
        var limit = TimeSpan.FromSeconds(10);
        string[] parts =
        [
            "a", "A", "1", " ", "\t", "\n", "-", "_", "*", "#", ">", "<", "[", "(", "!", "@", ".", "|", "{", "\\", "&", "'",
            "a ", "A ", "1 ", "1.", "1a ", "a.", "a@", "<at", "<at ", "<at>", "<!-- ask:", "![", "![a]", "> ", "- ", "# ", "\n- ", "\n> ", " \n", "dr A", "my name is ", "1 jan ", "jan 1 ", "http://", "{{", "{a", "// ", ": ", " }",
        ];
        var regex = (Regex)Type.GetType(pattern.Split('|')[0], throwOnError: true)!
            .GetMethod(pattern.Split('|')[1], BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.Invoke(null, null)!;
        foreach (var part in parts)
        {
            foreach (var end in new[] { "", "!", "\n" })
            {
                var hostile = string.Concat(Enumerable.Repeat(part, length / part.Length)) + end;
                Assert.True(Time(() => regex.Count(hostile)) < limit, $"{regex} takes more than {limit.TotalSeconds} seconds on {length} characters of \"{part}\" and \"{end}\".");
            }
        }
    }

    private static TimeSpan Time(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed;
    }
}
