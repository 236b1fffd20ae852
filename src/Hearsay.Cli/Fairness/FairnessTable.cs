using Hearsay.Simulation;
using Spectre.Console;

namespace Hearsay.Cli;

/// <summary>The report of <c>sim --fairness</c> for people: two tables for each size.</summary>
internal static class FairnessTable
{
    private static readonly double[] HeadStartsMs = [0, 10, 20, 50, 100, 200];

    private static readonly (OrderRule Rule, string Title)[] Rules =
    [
        (OrderRule.Hearsay, "Hearsay"),
        (OrderRule.ReceivingEvent, "Hearsay without ages"),
        (OrderRule.RoundAndHash, "round and hash"),
        (OrderRule.Host, "a player hosts, mean"),
        (OrderRule.AgainstHost, "against the host itself"),
    ];

    /// <summary>The name of a rule.</summary>
    public static string TitleOf(OrderRule rule) => Rules.Single(row => row.Rule == rule).Title;

    public static void Write(IAnsiConsole console, FairnessReport report)
    {
        foreach (FairnessSize size in report.Sizes)
        {
            console.WriteLine(FormattableString.Invariant(
                $"{size.Members} members around the globe, {size.Seeds} seeds, {size.Contests:N0} contests ")
                + FormattableString.Invariant($"({size.Unfinished} unfinished); clocks within ")
                + FormattableString.Invariant($"{report.ClockOffsetMs} ms, jitter {report.JitterMs} ms, ")
                + FormattableString.Invariant($"{report.LossPercent} % loss"));
            console.WriteLine("Who acted earlier wins, % (half the Wilson 95 % interval), by head start:");
            console.Write(ByHeadStart(size));
            console.WriteLine(FormattableString.Invariant(
                $"A rusher who acts on hearing of the victim's grab wins, % ({size.Liars} of {size.Members} lie); ")
                + "players win at even start, % by place:");
            console.Write(ByRushAndPlace(size));
        }
    }

    private static Table ByHeadStart(FairnessSize size)
    {
        Table table = NewTable(["", .. HeadStartsMs.Select(ms => $"{ms} ms"), "wins 95 %"]);
        foreach ((OrderRule rule, string title) in Rules)
        {
            FairnessRule found = size[rule];
            table.AddRow([title, .. PointsOf(found).Select(Text), Text(found.D05Ms)]);
        }

        table.AddRow(["contests", .. PointsOf(size[OrderRule.Hearsay]).Select(Count), ""]);
        return table;
    }

    private static Table ByRushAndPlace(FairnessSize size)
    {
        Table table = NewTable(
        [
            "", "honest rush", "liar, drawn", "liar, best placed", "central third", "remote third",
            "remote needs against central",
        ]);
        foreach ((OrderRule rule, string title) in Rules.Where(row => row.Rule != OrderRule.AgainstHost))
        {
            FairnessRule found = size[rule];
            table.AddRow([title, .. SharesOf(found).Select(Text), Text(found.RemoteEvenMs)]);
        }

        table.AddRow(["contests", .. SharesOf(size[OrderRule.Hearsay]).Select(Count), ""]);
        return table;
    }

    private static Table NewTable(string[] columns)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }

    private static IEnumerable<FairnessShare?> PointsOf(FairnessRule found) =>
        HeadStartsMs.Select(ms => found.HeadStarts.FirstOrDefault(point => point.HeadStartMs == ms)?.EarlierWins);

    private static FairnessShare?[] SharesOf(FairnessRule found) =>
    [
        found.Rush.Honest, found.Rush.Drawn, found.Rush.BestPlaced,
        WinsOf(found, MapThird.Central), WinsOf(found, MapThird.Remote),
    ];

    private static FairnessShare? WinsOf(FairnessRule found, MapThird third) =>
        found.Thirds.FirstOrDefault(place => place.Place == FairnessPlace.NameOf(third))?.Wins;

    private static string Text(FairnessShare? share) => share is null or { Count: 0 }
        ? "-"
        : FormattableString.Invariant($"{100 * share.Share:F0} ({50 * (share.High - share.Low):F1})");

    private static string Count(FairnessShare? share) => FormattableString.Invariant($"{share?.Count ?? 0:N0}");

    private static string Text(FairnessMs found) => found.Ms is double ms
        ? FormattableString.Invariant($"{ms:F0} ms ({found.Low:F0} to ") + (found.High is double high
            ? FormattableString.Invariant($"{high:F0})")
            : "more)")
        : FormattableString.Invariant($"over {FairnessPlan.HeadStartsMs[^1]} ms");
}
