using Spectre.Console;

namespace Hearsay.Cli;

/// <summary>The report of the crowd model for people.</summary>
internal static class CrowdSimTable
{
    public static void Write(IAnsiConsole console, CrowdSimReport report)
    {
        Table table = NewTable(
            Invariant($"crowd of {report.Members:N0}"),
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "best, middle, worst member",
            "final",
            "events/s",
            "KiB/s out");
        foreach (ScenarioReport scenario in report.Scenarios)
        {
            table.AddRow(
                scenario.Name,
                Whole(scenario.FinalityMs.P50),
                Whole(scenario.FinalityMs.P95),
                Whole(scenario.FinalityMs.P99),
                string.Join(", ", scenario.MemberMediansMs.Select(Whole)),
                Invariant($"{scenario.ActionsFinal:N0} of {scenario.Actions:N0}"),
                Whole(scenario.EventsPerSecond),
                Whole(scenario.BytesOutPerSecond / 1_024));
        }

        console.Write(table);
        console.Write(Places(report));
    }

    private static Table Places(CrowdSimReport report)
    {
        Table table = NewTable(["place, p50 ms", "members", .. report.Scenarios.Select(scenario => scenario.Name)]);
        foreach (PlaceReport place in report.Scenarios[0].Places)
        {
            IEnumerable<string> cells = report.Scenarios.Select(scenario =>
                scenario.Places.FirstOrDefault(other => other.Name == place.Name) is { } there
                    ? Whole(there.FinalityMs.P50)
                    : "");
            table.AddRow([place.Name, Invariant($"{place.Members}"), .. cells]);
        }

        return table;
    }

    private static Table NewTable(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }

    private static string Whole(double value) => Invariant($"{value:N0}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
