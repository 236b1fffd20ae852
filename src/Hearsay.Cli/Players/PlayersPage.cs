using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>The page with plots of <c>load --players --html</c>.</summary>
internal static class PlayersPage
{
    private const double KiB = 1_024;

    public static string Of(PlayersReport report, PlayersLoad load) => HtmlPage.Of(
        $"One peer among {report.Players:N0} players",
        PlayersTable.Lines(report),
        [
            new LinePlot(
                "Finality of the peer's own actions",
                "submitted at, s",
                "ms",
                [new Series("from Submit to final", load.OwnTimes)]),
            new LinePlot(
                "Finality of all actions at the peer",
                "ms",
                "share of actions, %",
                [new Series("final by", Shares(load.Finality))]),
            new LinePlot(
                "Actions",
                "s",
                "final per second",
                [new Series("all players", Rate(load, peer => peer.ActionsFinal, 1))]),
            new LinePlot(
                "Bandwidth",
                "s",
                "KiB/s",
                [
                    new Series("received", Rate(load, peer => peer.BytesIn, KiB)),
                    new Series("sent", Rate(load, peer => peer.BytesOut, KiB)),
                ]),
            new LinePlot("Processor", "s", "cores", [new Series("the peer's process", Cores(load))]),
            new LinePlot(
                "Events",
                "s",
                "per second",
                [new Series("into the graph", Rate(load, peer => peer.GraphEvents, 1))]),
            new LinePlot(
                "Queue", "s", "datagrams", [new Series("waiting for the peer", [.. load.Samples.Select(
                    sample => (sample.Seconds, (double)sample.Figures.InboxNow))])]),
            new LinePlot(
                "Memory", "s", "MiB", [new Series("the peer's process", [.. load.Samples.Select(
                    sample => (sample.Seconds, sample.RssBytes / KiB / KiB))])]),
        ]);

    private static List<(double X, double Y)> Shares(LatencyHistogram histogram) =>
        [.. Enumerable.Range(0, 201).Select(i => (histogram.PercentileMicros(i / 200.0) / 1e3, i / 2.0))];

    private static List<(double X, double Y)> Rate(
        PlayersLoad load, Func<SessionStatistics, long> count, double unit) =>
        [.. load.Samples.Zip(load.Samples.Skip(1)).Select(
            pair => (pair.Second.Seconds, pair.Second.PerSecond(pair.First, count) / unit))];

    private static List<(double X, double Y)> Cores(PlayersLoad load) =>
        [.. load.Samples.Zip(load.Samples.Skip(1)).Select(
            pair => (pair.Second.Seconds, pair.Second.Cores(pair.First)))];
}
