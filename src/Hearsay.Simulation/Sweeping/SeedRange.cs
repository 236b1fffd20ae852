using System.Globalization;

namespace Hearsay.Simulation;

/// <summary>Seeds from the first to the last, both inclusive.</summary>
/// <param name="First">At least 0.</param>
/// <param name="Last">At least the first.</param>
public readonly record struct SeedRange(long First, long Last)
{
    /// <summary>How many seeds.</summary>
    public long Count => Last - First + 1;

    /// <summary>Reads <c>7</c> or <c>1..100</c>; false for anything else, and for too many seeds.</summary>
    public static bool TryParse(string text, out SeedRange range)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        string first = dots < 0 ? text : text[..dots];
        string last = dots < 0 ? text : text[(dots + 2)..];
        range = default;
        if (!TryRead(first, out long from) || !TryRead(last, out long to) || to < from || to - from >= Limits.SeedsMax)
        {
            return false;
        }

        range = new SeedRange(from, to);
        return true;
    }

    public override string ToString() =>
        First == Last ? FormattableString.Invariant($"{First}") : FormattableString.Invariant($"{First}..{Last}");

    private static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
