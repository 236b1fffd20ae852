namespace Hearsay.Cli;

/// <summary>The curves of <c>sim --scale</c>, one plot below the other.</summary>
internal static class ScalePlot
{
    private const double KiB = 1_024;
    private const double MsPerS = 1_000;

    /// <summary>The picture as SVG.</summary>
    public static string Of(ScaleReport report) => LinePlot.ToSvg(
    [
        Plot(report, "Finality p50", "seconds", point => point.FinalityMs.P50 / MsPerS),
        Plot(report, "Finality p99", "seconds", point => point.FinalityMs.P99 / MsPerS),
        Plot(report, "Sent by each member", "KiB per second", point => point.BytesOutPerSecond / KiB),
        Plot(
            report,
            "Signature and graph, per event",
            "microseconds",
            point => point.GraphMicrosPerEvent + report.VerifyMicros),
    ]);

    private static LinePlot Plot(ScaleReport report, string title, string label, Func<ScalePoint, double> value) =>
        new(title, "members", label, [.. report.Uploads.Select(curve => new Series(
            FormattableString.Invariant($"{curve.MbitPerSecond} Mbit/s up"),
            [.. curve.Sizes.Select(point => ((double)point.Members, value(point)))]))])
        {
            IsDoubling = true,
        };
}
