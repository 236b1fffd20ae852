using Spectre.Console;

namespace Hearsay.Cli;

/// <summary>The report of <c>load --players</c> for people.</summary>
internal static class PlayersTable
{
    /// <summary>The report's lines.</summary>
    public static IReadOnlyList<(string Name, string Value)> Lines(PlayersReport report)
    {
        PeerFigures peer = report.Peer;
        return
        [
            ("players", Invariant($"{report.Players:N0}, each {report.Rate} actions per second")),
            ("final actions", Invariant($"{report.ActionsFinal:N0} in {report.Seconds} s")),
            ("final actions per second", Invariant($"{report.ActionsPerSecond:N0}")),
            ("finality, all actions at the peer", report.FinalityMs.ToString()),
            ("finality, the peer's own actions", report.OwnFinalityMs.ToString()),
            ("peer: processor cores", Invariant($"{peer.CpuCores:F2}")),
            ("peer: memory", Invariant($"{peer.RssMiB:N0} MiB")),
            ("peer: bytes in per second", Invariant($"{peer.BytesInPerSecond:N0}")),
            ("peer: bytes out per second", Invariant($"{peer.BytesOutPerSecond:N0}")),
            ("peer: events per second", Invariant($"{peer.EventsPerSecond:N0}")),
            ("peer: rounds per second", Invariant($"{peer.RoundsPerSecond:F2}")),
            ("peer: world per round", Invariant($"p50 {peer.TickMs.P50:F2} ms, p99 {peer.TickMs.P99:F2} ms")),
            ("peer: longest queue", Invariant($"{peer.QueueMax:N0} datagrams, {peer.DatagramsDropped:N0} dropped")),
            ("crowd: processor cores", Invariant($"{report.Crowd.CpuCores:F2}")),
            ("crowd: delivered late by", report.Crowd.LateMs.ToString()),
            ("crowd: repairs", Invariant($"{report.Crowd.EventsServed:N0} events")),
            ("actions lost", Invariant($"{report.ActionsLost:N0}")),
            ("agreed", report.Agreed ? $"yes, after round {report.ComparedRound}" : "NO"),
            .. report.Remarks.Select(remark => ("note", remark)),
        ];
    }

    public static Table Of(PlayersReport report)
    {
        Table table = new Table().AddColumn("measured").AddColumn("value").Border(TableBorder.Rounded);
        foreach ((string name, string value) in Lines(report))
        {
            table.AddRow(name, value);
        }

        return table;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
