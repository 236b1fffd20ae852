namespace Hearsay.Simulation;

/// <summary>What many seeds of one plan came to.</summary>
public sealed class SweepReport
{
    private const double MicrosPerHour = 3_600e6;

    private readonly SortedDictionary<string, SweepRow> _faults = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SweepRow> _adversaries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<ulong, SimulationOutcome> _violated = [];
    private readonly SortedDictionary<ulong, string> _inconclusive = [];
    private readonly SortedDictionary<ulong, SimulationOutcome> _unlearnable = [];

    /// <summary>Sessions run.</summary>
    public int Seeds { get; private set; }

    /// <summary>Sessions with a violation, by seed.</summary>
    public IReadOnlyCollection<SimulationOutcome> Violated => _violated.Values;

    /// <summary>Seeds that came to nothing, and why.</summary>
    public IReadOnlyDictionary<ulong, string> Inconclusive => _inconclusive;

    /// <summary>Virtual time of all sessions.</summary>
    public double VirtualHours { get; private set; }

    /// <summary>Events of all sessions, each counted once.</summary>
    public long Events { get; private set; }

    /// <summary>Rounds of all sessions.</summary>
    public long Rounds { get; private set; }

    /// <summary>
    /// Honest members that branched after they lost their disk with events that no rule could have brought back.
    /// </summary>
    public int UnlearnableBranches { get; private set; }

    /// <summary>Sessions with such members, by seed.</summary>
    public IReadOnlyCollection<SimulationOutcome> Unlearnable => _unlearnable.Values;

    /// <summary>Finality of all actions of honest members.</summary>
    public DelayHistogram Finality { get; } = new();

    /// <summary>One row per fault.</summary>
    public IReadOnlyCollection<SweepRow> Faults => _faults.Values;

    /// <summary>One row per strategy.</summary>
    public IReadOnlyCollection<SweepRow> Adversaries => _adversaries.Values;

    /// <summary>Datagrams by what happened to them, indexed by <see cref="PacketFate"/>.</summary>
    public long[] Fates { get; } = new long[Enum.GetValues<PacketFate>().Length];

    internal void Add(SimulationOutcome outcome)
    {
        Seeds++;
        VirtualHours += outcome.VirtualMicros / MicrosPerHour;
        Events += outcome.Events;
        Rounds += outcome.Rounds;
        UnlearnableBranches += outcome.UnlearnableBranches;
        if (outcome.UnlearnableBranches > 0)
        {
            _unlearnable.Add(outcome.Plan.Seed, outcome);
        }

        Finality.Add(outcome.FinalityMicros, outcome.MeanDelayMicros);
        AddRows(_faults, outcome.Faults, outcome);
        AddRows(_adversaries, outcome.Adversaries, outcome);
        for (int fate = 0; fate < Fates.Length; fate++)
        {
            Fates[fate] += outcome.Fates[fate];
        }

        if (outcome.Violations.Count > 0)
        {
            _violated.Add(outcome.Plan.Seed, outcome);
        }
        else if (outcome.Inconclusive is { } why)
        {
            _inconclusive.Add(outcome.Plan.Seed, why);
        }
    }

    private static void AddRows(
        SortedDictionary<string, SweepRow> rows, IEnumerable<(string Name, long Acts)> parts, SimulationOutcome outcome)
    {
        foreach (IGrouping<string, (string Name, long Acts)> part in parts.GroupBy(part => part.Name))
        {
            if (!rows.TryGetValue(part.Key, out SweepRow? row))
            {
                rows.Add(part.Key, row = new SweepRow(part.Key));
            }

            row.Add(part.Sum(one => one.Acts), outcome);
        }
    }
}
