using System.Diagnostics;
using System.Diagnostics.Metrics;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;
using BackPainBot.Replies;

namespace BackPainBot.Operations;

/// <summary>Counts and times turns. Labels are fixed words: never a text, an id or an address.</summary>
internal sealed class TurnTelemetry
{
    /// <summary>The meter and the activity source to listen to.</summary>
    public const string Name = "BackPainBot";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly string[] NamedChannels = [Channels.Directline, Channels.Emulator, Channels.Msteams, Channels.Webchat];

    private readonly Counter<long> turns;
    private readonly Histogram<double> duration;

    public TurnTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        turns = meter.CreateCounter<long>("backpainbot.turns", "{turn}", "Turns by channel, outcome and safety level.");
        duration = meter.CreateHistogram("backpainbot.turn.duration", "s", "From the activity to the saved replies, without their delivery.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
        });
    }

    /// <summary>A part of a turn, as a span.</summary>
    public static IDisposable? Step(string name) => Spans.StartActivity(name);

    public MeasuredTurn Begin(string? channel)
    {
        // A trace of its own: the request above it is not sent anywhere, and a stranger's header is not to say what is sampled.
        System.Diagnostics.Activity.Current = null;
        return new(this, NamedChannels.Contains(channel) ? channel! : "other");
    }

    /// <summary>A turn from its begin until it is disposed; failed unless it is told what it came to.</summary>
    public sealed class MeasuredTurn : IDisposable
    {
        private readonly long began = Stopwatch.GetTimestamp();
        private readonly System.Diagnostics.Activity? span = Spans.StartActivity("turn");
        private readonly TurnTelemetry telemetry;
        private readonly string channel;
        private string outcome = "failed";
        private string level = "none";

        internal MeasuredTurn(TurnTelemetry telemetry, string channel) => (this.telemetry, this.channel) = (telemetry, channel);

        public void CameTo(Reply reply) => (outcome, level) = (Receipt.NameOf(reply.Outcome), Receipt.NameOf(reply.Level));

        /// <param name="word">From a fixed set, for what has no reply of the dialog.</param>
        public void CameTo(string word) => outcome = word;

        public void Dispose()
        {
            TagList labels = [new("channel", channel), new("outcome", outcome), new("level", level)];
            telemetry.turns.Add(1, labels);
            telemetry.duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, labels);
            foreach (var (name, value) in labels)
            {
                span?.SetTag(name, value);
            }

            span?.Dispose();
        }
    }
}
