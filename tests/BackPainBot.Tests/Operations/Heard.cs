using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BackPainBot.BotFramework;
using BackPainBot.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace BackPainBot.Tests.Operations;

/// <summary>What one bot's own meters say; those of bots in other tests are not heard.</summary>
internal sealed class Heard : IDisposable
{
    private readonly ConcurrentQueue<(string Name, double Value, string Labels)> measured = [];
    private readonly MeterListener listener = new();

    public Heard(IServiceProvider bot)
    {
        var scope = bot.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == scope && instrument.Meter.Name is TurnTelemetry.Name or WireMetrics.MeterName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Hear(instrument, value, labels));
        listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Hear(instrument, value, labels));
        listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Hear(instrument, value, labels));
        listener.Start();
    }

    public IEnumerable<string> Everything => measured.Select(one => $"{one.Name} {one.Labels}");

    public List<(string Name, double Value, string Labels)> All(string name) => [.. measured.Where(one => one.Name == name)];

    public double Sum(string name) => All(name).Sum(one => one.Value);

    public double Last(string name)
    {
        listener.RecordObservableInstruments();
        return All(name)[^1].Value;
    }

    /// <summary>Meters give no signal when they change.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        for (var patience = 1_200; !isSo(); patience--)
        {
            Assert.True(patience > 0, "It was not so within a minute.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => listener.Dispose();

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var words = new List<string>();
        foreach (var (_, label) in labels)
        {
            words.Add($"{label}");
        }

        measured.Enqueue((instrument.Name, value, string.Join(' ', words)));
    }
}
