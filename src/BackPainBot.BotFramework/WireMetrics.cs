using System.Diagnostics.Metrics;

namespace BackPainBot.BotFramework;

/// <summary>What the wire counts. Labels are fixed words: never a text, an id or an address.</summary>
public sealed class WireMetrics
{
    /// <summary>The meter to listen to.</summary>
    public const string MeterName = "BackPainBot.BotFramework";

    private readonly Meter meter;
    private readonly UpDownCounter<int> sockets;
    private readonly Counter<long> refusals;

    public WireMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        sockets = meter.CreateUpDownCounter<int>("botframework.sockets", "{socket}", "Direct Line sockets that are open.");
        refusals = meter.CreateCounter<long>("botframework.refusals", "{request}", "What a limit refused: address, conversation, all, or stopping.");
    }

    internal void SocketOpened() => sockets.Add(1);

    internal void SocketClosed() => sockets.Add(-1);

    internal void Refused(string limit) => refusals.Add(1, new KeyValuePair<string, object?>("limit", limit));

    internal void ObserveTurns(Func<int> count) =>
        meter.CreateObservableUpDownCounter("botframework.turns.at_once", count, "{turn}", "Turns that run, wait for the turn before them, or deliver.");

    internal void ObserveQueue(Func<int> count) =>
        meter.CreateObservableUpDownCounter("botframework.turns.waiting", count, "{turn}", "Turns that wait for the turn before them in their conversation.");
}
