using Spectre.Console;

namespace Hearsay.Cli;

/// <summary>The report of <c>sim --scale</c> for people.</summary>
internal static class ScaleTable
{
    private static readonly string[] Columns =
        ["members", "p50 ms", "p99 ms", "events/s", "parents", "bytes", "KiB/s out", "graph µs/event", "cores"];

    public static void Write(IAnsiConsole console, ScaleReport report)
    {
        foreach (ScaleCurve curve in report.Uploads)
        {
            Table table = new Table().Border(TableBorder.Rounded).Title(
                Invariant($"{curve.MbitPerSecond} Mbit/s up, {report.ActionsPerSecond} action per second and member"));
            foreach (string column in Columns)
            {
                table.AddColumn(column);
            }

            foreach (ScalePoint point in curve.Sizes)
            {
                table.AddRow(
                    Invariant($"{point.Members:N0}"),
                    Invariant($"{point.FinalityMs.P50:N0}"),
                    Invariant($"{point.FinalityMs.P99:N0}"),
                    Invariant($"{point.EventsPerSecond:N0}"),
                    Invariant($"{point.Parents:N0}"),
                    Invariant($"{point.EventBytes:N0}"),
                    Invariant($"{point.BytesOutPerSecond / 1_024:N0}"),
                    Invariant($"{point.GraphMicrosPerEvent:N1}"),
                    Invariant($"{point.Cores:N2}"));
            }

            console.Write(table);
        }

        console.WriteLine(Invariant($"Checking a signature takes {report.VerifyMicros} µs here; cores are for ")
            + "signatures and graph of all events, what each peer's machine does.");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
