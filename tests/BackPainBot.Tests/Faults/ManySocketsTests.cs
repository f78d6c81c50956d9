using BackPainBot.Tests.Operations;
using BackPainBot.Tests.SeveralNodes;
using BackPainBot.Tests.Web;

namespace BackPainBot.Tests.Faults;

/// <summary>Many people with an open chat: memory for each is small, does not grow while they talk, and is given back when they leave. Memory is judged in full length only.</summary>
[Collection(nameof(Alone))]
public sealed class ManySocketsTests
{
    private const double KiB = 1_024, MiB = 1_048_576;

    private static readonly (string Key, string Value)[] Limits =
        [("DirectLine:StartsPerMinute", "10000"), ("DirectLine:RequestsPerMinute", "100000"), ("DirectLine:SocketsPerAddress", "10000"), ("DirectLine:MessagesPerMinute", "1000")];

    private static int Count => Length.Of(inSuite: 60, full: 1_000);

    private static int Rounds => Length.Of(inSuite: 2, full: 20);

    [Fact]
    public async Task An_open_socket_takes_little_of_the_heap_for_as_long_as_it_is_open()
    {
        await using var site = new ChatSite { Settings = Limits };
        using var heard = new Heard(site.Services);
        await using (var first = await OpenChats.StartAsync(site.Origin, 20))
        {
            await first.TalkAsync();
        }

        var before = Heap();
        var sizes = new List<double>();
        await using (var chats = await OpenChats.StartAsync(site.Origin, Count))
        {
            for (var round = 0; round < Rounds; round++)
            {
                await chats.TalkAsync();
                sizes.Add(Heap());
            }

            Assert.Equal(Count, heard.Sum("botframework.sockets"));
        }

        await Heard.UntilAsync(() => heard.Sum("botframework.sockets") == 0);
        var after = Heap();
        Length.Report($"heap with {Count:N0} open sockets, both ends: {(sizes[^1] - before) / Count / KiB:N1} KiB each; {before / MiB:N1} MiB before, {string.Join(", ", sizes.Select(size => FormattableString.Invariant($"{size / MiB:N1}")))} MiB after each round of messages, {after / MiB:N1} MiB when all had left");
        if (Length.IsFull)
        {
            Assert.InRange((sizes[^1] - before) / Count, 1, 64 * KiB);
            Assert.InRange(sizes[^1], 0, sizes[0] + (Count * 4 * KiB));
            Assert.InRange(after, 0, before + ((sizes[^1] - before) * 0.5)); // what is kept for each would keep all of it
        }
    }

    [Fact(Skip = Length.Skipped, SkipUnless = nameof(Length.IsFull), SkipType = typeof(Length))]
    public async Task A_process_with_many_open_sockets_stays_as_large_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
        using (var bot = await NodeProcess.StartAsync([("Storage:Folder", folder.FullName), .. Limits]))
        {
            await using (var first = await OpenChats.StartAsync(bot.Origin, Count))
            {
                await first.TalkAsync();
            }

            var before = bot.WorkingSet;
            var sizes = new List<double>();
            await using (var chats = await OpenChats.StartAsync(bot.Origin, Count))
            {
                for (var round = 0; round < Rounds; round++)
                {
                    await chats.TalkAsync();
                    sizes.Add(bot.WorkingSet);
                }
            }

            Length.Report($"working set of the process: {before / MiB:N0} MiB after {Count:N0} sockets had come and gone, {string.Join(", ", sizes.Select(size => FormattableString.Invariant($"{size / MiB:N0}")))} MiB after each round of messages to {Count:N0} open ones, {bot.WorkingSet / MiB:N0} MiB when all had left");
            Assert.InRange(sizes[^1], 0, before + (64 * MiB) + (Count * 64 * KiB));
        }

        folder.Delete(recursive: true);
    }

    private static double Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}

/// <summary>Memory and speed can be measured only while nothing else runs.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
