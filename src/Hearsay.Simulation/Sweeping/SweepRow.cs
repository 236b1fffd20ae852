namespace Hearsay.Simulation;

/// <summary>What sessions with one fault, or one strategy, came to.</summary>
public sealed class SweepRow(string name)
{
    /// <summary>The fault or strategy.</summary>
    public string Name => name;

    /// <summary>Sessions that had it.</summary>
    public int Sessions { get; private set; }

    /// <summary>How often it struck or acted in all of them.</summary>
    public long Acts { get; private set; }

    /// <summary>Sessions that had it and a violation.</summary>
    public int Violated { get; private set; }

    /// <summary>Sessions that had it and came to nothing.</summary>
    public int Inconclusive { get; private set; }

    /// <summary>Finality in the sessions that had it.</summary>
    public DelayHistogram Finality { get; } = new();

    internal void Add(long acts, SimulationOutcome outcome)
    {
        Sessions++;
        Acts += acts;
        Violated += outcome.Violations.Count > 0 ? 1 : 0;
        Inconclusive += outcome.Inconclusive is null ? 0 : 1;
        Finality.Add(outcome.FinalityMicros, outcome.MeanDelayMicros);
    }
}
