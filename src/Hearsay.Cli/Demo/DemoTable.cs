using System.Globalization;
using Hearsay.Session;
using Spectre.Console;

namespace Hearsay.Cli;

/// <summary>The demo's figures for people: a table that changes while it runs, and the report at the end.</summary>
internal static class DemoTable
{
    private const int DigestDigits = 16;

    public static Table OfPeers(IReadOnlyList<Session.Session> sessions)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns(
            "peer", "round", "final", "rejected", "p50 ms", "p99 ms", "events", "kB out");
        foreach (Session.Session session in sessions)
        {
            SessionStatistics figures = session.Statistics();
            table.AddRow(
                session.Epoch.Members[session.Self.Value].Name,
                Text($"{figures.LastRound.Number}"),
                Text($"{figures.OwnActionsFinal}"),
                Text($"{figures.OwnActionsRejected}"),
                Text($"{figures.Finality.P50Ms:F1}"),
                Text($"{figures.Finality.P99Ms:F1}"),
                Text($"{figures.GraphEvents}"),
                Text($"{figures.BytesOut / 1000}"));
        }

        return table;
    }

    public static Table OfReport(DemoReport report)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("what", "came of it");
        table.AddRow("peers", Text($"{report.Peers}, each with its own key, socket, graph and world"));
        table.AddRow(
            "actions",
            Text($"{report.ActionsSubmitted} submitted, {report.ActionsFinal} final, ")
            + Text($"{report.ActionsRejected} of them rejected by the rules"));
        table.AddRow("actions per second", Text($"{report.ActionsPerSecond}"));
        table.AddRow("finality", report.FinalityMs.ToString());
        table.AddRow(
            "contested items",
            Text($"{report.Contested.Items} items, {report.Contested.Attempts} attempts, ")
            + Text($"{report.Contested.DoubleWins} won twice"));
        table.AddRow("order digests", Digests(report.OrderDigests));
        table.AddRow("world digests", Digests(report.WorldDigests));
        table.AddRow("agreed", report.Agreed ? Text($"yes, after round {report.Rounds}") : "NO");
        return table;
    }

    private static string Digests(IReadOnlyList<string> digests) => string.Join(
        '\n', digests.Select(digest => digest.Length < DigestDigits ? "none" : digest[..DigestDigits] + "…"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
