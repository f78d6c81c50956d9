using System.Text.Json.Serialization;
using BackPainBot.Safety;

namespace BackPainBot.Dialog;

/// <summary>All that the bot remembers of a conversation.</summary>
/// <param name="Topic">The last question that found something, for follow-ups such as "and for old people?"; null before the first.</param>
/// <param name="SeenPassages">Ids of the passages shown so far, newest last, so that chips lead to something new; at most <see cref="SeenLimit"/>.</param>
/// <param name="LastText">What the bot said last, so that it does not say it twice in a row.</param>
internal sealed record Conversation(DialogState State, bool Greeted, string? Topic, IReadOnlyList<string> SeenPassages, string? LastText)
{
    public const int SeenLimit = 50;

    public static Conversation New { get; } = new(new DialogState.Open(), Greeted: false, Topic: null, SeenPassages: [], LastText: null);
}

/// <summary>What the last turn was about, as far as the next one depends on it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Missed), "missed")]
[JsonDerivedType(typeof(Warned), "warned")]
internal abstract record DialogState
{
    private DialogState()
    {
    }

    /// <summary>Nothing asked yet, or nothing that the next turn leans on.</summary>
    public sealed record Open : DialogState;

    /// <summary>Passages were shown.</summary>
    /// <param name="Shown">Ids of the passages of the last answer, for "source".</param>
    /// <param name="Remaining">Ids of further passages, best first, for "more".</param>
    public sealed record Answered(IReadOnlyList<string> Shown, IReadOnlyList<string> Remaining) : DialogState;

    /// <summary>Nothing was found, this many times in a row: topic chips, then how to ask, then the contact.</summary>
    public sealed record Missed(int Times) : DialogState;

    /// <summary>A safety notice was shown; the next "no, I don't have that" or "yes" answers it.</summary>
    /// <param name="Language">In which the notice was given and is repeated.</param>
    /// <param name="Question">What a "no" sets free to be looked up, when the bot was unsure and asked first; null after an alarm.</param>
    public sealed record Warned(SafetyNotice Notice, string Language = "en", string? Question = null) : DialogState;
}
