using Hearsay.Gossip;

namespace Hearsay.Simulation;

/// <summary>What came out of one simulated session.</summary>
public sealed record SimulationOutcome
{
    /// <summary>The plan that it ran.</summary>
    public required SimulationPlan Plan { get; init; }

    /// <summary>Broken promises; empty when all held.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>Why nothing can be said, although nothing was violated; null when the session counts.</summary>
    public string? Inconclusive { get; init; }

    /// <summary>The faults that were in it, and how often each struck.</summary>
    public required IReadOnlyList<(string Name, long Acts)> Faults { get; init; }

    /// <summary>The strategies that were in it, and how often each acted.</summary>
    public required IReadOnlyList<(string Name, long Acts)> Adversaries { get; init; }

    /// <summary>Virtual time that passed, in microseconds.</summary>
    public required long VirtualMicros { get; init; }

    /// <summary>Events in the graph of the honest peer that had most.</summary>
    public required long Events { get; init; }

    /// <summary>Rounds that honest peers decided.</summary>
    public required int Rounds { get; init; }

    /// <summary>
    /// Honest members that branched after they lost their disk with events that no rule could have brought back.
    /// </summary>
    public required int UnlearnableBranches { get; init; }

    /// <summary>From submission to final, in microseconds, for each action of honest members that got there.</summary>
    public required IReadOnlyList<long> FinalityMicros { get; init; }

    /// <summary>Mean one-way delay between members without faults, in microseconds.</summary>
    public required long MeanDelayMicros { get; init; }

    /// <summary>Datagrams by what happened to them, indexed by <see cref="PacketFate"/>.</summary>
    public required IReadOnlyList<long> Fates { get; init; }

    /// <summary>
    /// What honest peers refused, by reason, all of them together; reasons that never came up are left out.
    /// </summary>
    public required IReadOnlyList<(RefusalReason Reason, long Count)> Refusals { get; init; }

    /// <summary>The share of the time that the busiest honest machine's processor was busy.</summary>
    public required double BusiestShare { get; init; }

    /// <summary>Events that honest peers asked for, again included, all of them together.</summary>
    public required long EventsRequested { get; init; }

    /// <summary>Places that requests made honest peers look at, all of them together.</summary>
    public required long PlacesLookedAt { get; init; }

    /// <summary>One number over everything that happened: equal plans give equal numbers.</summary>
    public required ulong TraceHash { get; init; }

    /// <summary>What a person can read about the run; null unless the plan asked for it.</summary>
    public SessionTrace? Trace { get; init; }

    /// <summary>True when the session counts and every promise held.</summary>
    public bool Passed => Violations.Count == 0 && Inconclusive is null;
}
