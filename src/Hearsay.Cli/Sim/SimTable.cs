using Hearsay.Simulation;
using Spectre.Console;

namespace Hearsay.Cli;

/// <summary>The result of <c>sim</c> for people.</summary>
internal static class SimTable
{
    public static void Write(IAnsiConsole console, SimReport report, SweepReport sweep)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in (string[])["", "sessions", "acts", "violated", "inconclusive", "mean delays", "p95"])
        {
            table.AddColumn(column);
        }

        AddRows(table, "fault", report.Faults);
        AddRows(table, "adversary", report.Adversaries);
        Add(table, "all", new SimRow(
            "", report.Seeds, 0, sweep.Violated.Count, report.Inconclusive, report.FinalityInDelays));
        console.Write(table);
        console.WriteLine(FormattableString.Invariant(
            $"{report.VirtualHours:N2} virtual hours, {report.Events:N0} events, {report.Rounds:N0} rounds; ")
            + string.Join(", ", Enum.GetValues<PacketFate>().Select(
                fate => FormattableString.Invariant($"{fate} {sweep.Fates[(int)fate]:N0}"))));
        if (report.UnlearnableBranches > 0)
        {
            console.WriteLine(
                $"{report.UnlearnableBranches} members branched after a lost disk, with events that too few others had "
                + "for any rule to bring them back; they count as faulty from then on: seeds "
                + string.Join(", ", report.UnlearnableSeeds));
        }

        foreach (SimViolation violation in report.Violations)
        {
            console.WriteLine($"seed {violation.Seed}, {violation.Kind}, {violation.Detail}");
            console.WriteLine($"  repeat: {violation.Repeat}");
        }

        foreach ((ulong seed, string why) in sweep.Inconclusive)
        {
            console.WriteLine($"seed {seed} is inconclusive: {why}");
        }
    }

    private static void AddRows(Table table, string kind, IReadOnlyList<SimRow> rows)
    {
        foreach (SimRow row in rows)
        {
            Add(table, $"{kind} {row.Name}", row);
        }
    }

    private static void Add(Table table, string name, SimRow row) => table.AddRow(
        name,
        FormattableString.Invariant($"{row.Sessions:N0}"),
        FormattableString.Invariant($"{row.Acts:N0}"),
        FormattableString.Invariant($"{row.Violated}"),
        FormattableString.Invariant($"{row.Inconclusive}"),
        FormattableString.Invariant($"{row.FinalityInDelays.Mean:N1}"),
        FormattableString.Invariant($"{row.FinalityInDelays.P95:N1}"));
}
