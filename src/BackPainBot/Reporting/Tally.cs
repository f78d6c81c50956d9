using System.Globalization;

namespace BackPainBot.Reporting;

/// <summary>How often something happened, as far as it may be told.</summary>
/// <param name="Told">The part that may be told.</param>
/// <param name="IsWhole">Whether that is all of it.</param>
internal readonly record struct Tally(int Told, bool IsWhole)
{
    /// <summary>Too few people, none included: "none" is withheld as well, since otherwise a withheld count would say "somebody".</summary>
    public static Tally Withheld { get; } = new(0, false);

    public static Tally Sum(params IEnumerable<Tally> parts) => parts.Aggregate(new Tally(0, true), (sum, part) => new(sum.Told + part.Told, sum.IsWhole && part.IsWhole));

    /// <summary>12, or 12+ when something is left out, or - when nothing may be told.</summary>
    public override string ToString() => (Told, IsWhole) switch
    {
        (0, false) => "-",
        (_, true) => Told.ToString(CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Told}+"),
    };
}
