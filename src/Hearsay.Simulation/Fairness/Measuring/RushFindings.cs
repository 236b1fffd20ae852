namespace Hearsay.Simulation;

/// <summary>
/// How often one got the item who acted only on hearing of the victim's grab, at the moment it arrived.
/// </summary>
/// <param name="Honest">Everybody follows the protocol.</param>
/// <param name="Drawn">In sessions with liars, by a rusher drawn from them.</param>
/// <param name="BestPlaced">The same by the liar with the best place against the victim.</param>
/// <param name="ByDelay">
/// Both of these by the delay from the victim to the rusher: that is the head start which the lies make up for.
/// </param>
public sealed record RushFindings(
    Share Honest, Share Drawn, Share BestPlaced, IReadOnlyList<PlaceFindings> ByDelay)
{
    private const int MicrosPerMs = 1_000;

    /// <summary>The upper ends of the classes of delay, in ms; the last holds all that are longer.</summary>
    internal static IReadOnlyList<int> DelayBoundsMs { get; } = [20, 40, 80, int.MaxValue];

    /// <summary>The class of a delay.</summary>
    internal static int DelayClass(long delayMicros)
    {
        int index = 0;
        while (delayMicros / MicrosPerMs >= DelayBoundsMs[index])
        {
            index++;
        }

        return index;
    }

    /// <summary>The name of a class.</summary>
    internal static string DelayText(int index)
    {
        int from = index == 0 ? 0 : DelayBoundsMs[index - 1];
        return index == DelayBoundsMs.Count - 1
            ? FormattableString.Invariant($"from {from} ms")
            : FormattableString.Invariant($"{from} to {DelayBoundsMs[index]} ms");
    }
}
