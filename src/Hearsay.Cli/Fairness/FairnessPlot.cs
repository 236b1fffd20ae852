using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>The plot of <c>sim --fairness --svg</c>: for each size how often the earlier one wins.</summary>
internal static class FairnessPlot
{
    private const double Percent = 100;

    private static readonly (OrderRule Rule, string Name)[] Lines =
    [
        (OrderRule.Hearsay, "Hearsay"),
        (OrderRule.Host, "a player hosts"),
        (OrderRule.RoundAndHash, "round and hash"),
        (OrderRule.AgainstHost, "against the host"),
    ];

    public static string Of(FairnessReport report) => LinePlot.ToSvg([.. report.Sizes.Select(PlotOf)]);

    private static LinePlot PlotOf(FairnessSize size) => new(
        $"Who acts earlier gets the item: {size.Members} members around the globe",
        "head start, ms",
        "earlier one wins, %",
        [.. Lines.Select(line => new Series(
            line.Name,
            [.. size[line.Rule].HeadStarts.Select(
                point => (point.HeadStartMs, Percent * point.EarlierWins.Share))]))]);
}
