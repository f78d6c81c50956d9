namespace BackPainBot.Safety.Doubts;

/// <summary>Why words that name a sign may not mean that somebody has it now.</summary>
[Flags]
internal enum Doubt
{
    None = 0,

    /// <summary>"no numbness", "bladder fine".</summary>
    Negated = 1,

    /// <summary>"last year I had", "all gone now".</summary>
    Past = 2,

    /// <summary>"can a slipped disc make you incontinent?"</summary>
    General = 4,

    /// <summary>"if I ever get numb legs".</summary>
    Hypothetical = 8,

    /// <summary>"my patience is numb".</summary>
    Figure = 16,

    /// <summary>"my dog can't walk", "the hero of my novel".</summary>
    NobodyHere = 32,
}
