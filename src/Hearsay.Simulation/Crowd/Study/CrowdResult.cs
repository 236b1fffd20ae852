using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>What came of one crowd.</summary>
public sealed record CrowdResult
{
    /// <summary>From an action's submission to its being final at its own member; all members together.</summary>
    public required LatencyHistogram Finality { get; init; }

    /// <summary>The same by the member's place; null where nobody lives or nothing became final.</summary>
    public required IReadOnlyList<LatencyHistogram?> FinalityByPlace { get; init; }

    /// <summary>Members per place.</summary>
    public required IReadOnlyList<int> MembersByPlace { get; init; }

    /// <summary>The members' medians, in microseconds, ascending; of those with an action that became final.</summary>
    public required IReadOnlyList<long> MemberMedians { get; init; }

    /// <summary>Actions that count: of members that stay, submitted after the warm-up and before the end.</summary>
    public required long Actions { get; init; }

    /// <summary>Those of them that became final at their member before the run ended.</summary>
    public required long ActionsFinal { get; init; }

    /// <summary>Events per second, of all members.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>Mean bytes of an event.</summary>
    public required double EventBytes { get; init; }

    /// <summary>Mean parents of an event, its self-parent included.</summary>
    public required double Parents { get; init; }

    /// <summary>Bytes that a member sends per second, IP and UDP headers included: the mean over members.</summary>
    public required double BytesOutPerSecond { get; init; }

    /// <summary>Decided rounds per second.</summary>
    public required double RoundsPerSecond { get; init; }

    /// <summary>
    /// Processor time on this machine, in microseconds, that the graph took per event from insertion to the ordered
    /// round: what it costs every member. The only figure that differs from run to run.
    /// </summary>
    public required double GraphMicrosPerEvent { get; init; }

    /// <summary>Virtual seconds that were simulated.</summary>
    public required double VirtualSeconds { get; init; }
}
