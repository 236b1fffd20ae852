using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>What <c>sim --json</c> prints.</summary>
internal sealed record SimReport
{
    public required int Seeds { get; init; }

    public required IReadOnlyList<SimViolation> Violations { get; init; }

    public required int Inconclusive { get; init; }

    public required IReadOnlyList<ulong> InconclusiveSeeds { get; init; }

    public required double VirtualHours { get; init; }

    public required SimFinality FinalityInDelays { get; init; }

    public required long Events { get; init; }

    public required long Rounds { get; init; }

    public required int UnlearnableBranches { get; init; }

    public required IReadOnlyList<ulong> UnlearnableSeeds { get; init; }

    public required IReadOnlyList<SimRow> Faults { get; init; }

    public required IReadOnlyList<SimRow> Adversaries { get; init; }

    /// <summary>The report of a sweep; each violation comes with the command that repeats it.</summary>
    public static SimReport Of(SweepReport sweep, Func<ulong, string> repeat) => new()
    {
        Seeds = sweep.Seeds,
        Violations = [.. sweep.Violated.SelectMany(outcome => outcome.Violations.Select(violation => new SimViolation(
            outcome.Plan.Seed,
            violation.Kind,
            FormattableString.Invariant($"at {violation.AtMicros / 1_000} ms: {violation.Detail}"),
            repeat(outcome.Plan.Seed))))],
        Inconclusive = sweep.Inconclusive.Count,
        InconclusiveSeeds = [.. sweep.Inconclusive.Keys],
        VirtualHours = Math.Round(sweep.VirtualHours, 3),
        FinalityInDelays = SimFinality.Of(sweep.Finality),
        Events = sweep.Events,
        Rounds = sweep.Rounds,
        UnlearnableBranches = sweep.UnlearnableBranches,
        UnlearnableSeeds = [.. sweep.Unlearnable.Select(outcome => outcome.Plan.Seed)],
        Faults = [.. sweep.Faults.Select(SimRow.Of)],
        Adversaries = [.. sweep.Adversaries.Select(SimRow.Of)],
    };
}

/// <summary>A broken promise.</summary>
internal sealed record SimViolation(ulong Seed, string Kind, string Detail, string Repeat);

/// <summary>From submission to final, in mean one-way delays of the session.</summary>
internal sealed record SimFinality(double Mean, double P95)
{
    public static SimFinality Of(DelayHistogram histogram) =>
        new(Math.Round(histogram.Mean, 2), Math.Round(histogram.Percentile(0.95), 1));
}

/// <summary>The sessions that had one fault or strategy.</summary>
internal sealed record SimRow(
    string Name, int Sessions, long Acts, int Violated, int Inconclusive, SimFinality FinalityInDelays)
{
    public static SimRow Of(SweepRow row) =>
        new(row.Name, row.Sessions, row.Acts, row.Violated, row.Inconclusive, SimFinality.Of(row.Finality));
}
