using BackPainBot.Dialog;
using BackPainBot.Knowledge;

namespace BackPainBot.Operations;

/// <summary>Has everything read and learned that the first message would wait for, from the moment it is made.</summary>
internal sealed class WarmUp(IServiceProvider services)
{
    /// <summary>Ends when people can be answered at once. Where it fails, the message that needs the missing part says what is wrong.</summary>
    public Task Done { get; } = Task.Run(() =>
    {
        services.GetRequiredService<BackPainDialog>();
        services.GetRequiredService<KnowledgeBase>();

        // Both leave much behind that was needed to read and to learn alone: it is given back before people come.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    });
}
