using System.Text.Json.Serialization;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>The time from submitting an action to its being final at the submitter, in milliseconds.</summary>
internal sealed record FinalityReport(
    [property: JsonPropertyName("p50")] double P50,
    [property: JsonPropertyName("p95")] double P95,
    [property: JsonPropertyName("p99")] double P99,
    double Max,
    double Mean)
{
    /// <summary>Over all peers' own actions.</summary>
    public static FinalityReport Of(IEnumerable<LatencyHistogram> peers)
    {
        LatencyHistogram all = new();
        foreach (LatencyHistogram peer in peers)
        {
            all.Add(peer);
        }

        Percentiles figures = Percentiles.Of(all);
        return new FinalityReport(
            Rounded(figures.P50Ms),
            Rounded(figures.P95Ms),
            Rounded(figures.P99Ms),
            Rounded(figures.MaxMs),
            Rounded(figures.MeanMs));
    }

    public override string ToString() => FormattableString.Invariant(
        $"p50 {P50:F2} ms, p95 {P95:F2} ms, p99 {P99:F2} ms, max {Max:F2} ms, mean {Mean:F2} ms");

    // The histogram knows percentiles to 1 %; more digits would only look exact.
    private static double Rounded(double ms) => Math.Round(ms, 3);
}
