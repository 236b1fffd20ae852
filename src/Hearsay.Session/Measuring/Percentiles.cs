namespace Hearsay.Session;

/// <summary>The usual figures of a histogram, in milliseconds; all 0 when nothing was recorded.</summary>
/// <param name="Count">Durations recorded.</param>
/// <param name="MeanMs">Their mean.</param>
/// <param name="P50Ms">Their median, within 1 %.</param>
/// <param name="P95Ms">What 95 % do not exceed, within 1 %.</param>
/// <param name="P99Ms">What 99 % do not exceed, within 1 %.</param>
/// <param name="MaxMs">The longest.</param>
public readonly record struct Percentiles(
    long Count, double MeanMs, double P50Ms, double P95Ms, double P99Ms, double MaxMs)
{
    private const double MicrosPerMs = 1_000;

    /// <summary>The figures of <paramref name="histogram"/> now.</summary>
    public static Percentiles Of(LatencyHistogram histogram) => new(
        histogram.Count,
        histogram.MeanMicros / MicrosPerMs,
        histogram.PercentileMicros(0.50) / MicrosPerMs,
        histogram.PercentileMicros(0.95) / MicrosPerMs,
        histogram.PercentileMicros(0.99) / MicrosPerMs,
        histogram.MaxMicros / MicrosPerMs);
}
