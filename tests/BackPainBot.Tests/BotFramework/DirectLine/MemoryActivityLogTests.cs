using BackPainBot.BotFramework.DirectLine;
using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.BotFramework.DirectLine;

public sealed class MemoryActivityLogTests : ActivityLogContract
{
    private readonly FakeTimeProvider time = new();

    protected override ValueTask<IActivityLog> OpenAsync() => new(new MemoryActivityLog(TimeSpan.FromHours(1), time));

    protected override ValueTask<IActivityLog> OpenOnAnotherNodeAsync(IActivityLog log) => new(log);

    protected override ValueTask PassRetentionAsync()
    {
        time.Advance(TimeSpan.FromMinutes(61));
        return ValueTask.CompletedTask;
    }

    protected override ValueTask PassMostOfRetentionAsync()
    {
        time.Advance(TimeSpan.FromMinutes(40));
        return ValueTask.CompletedTask;
    }
}
