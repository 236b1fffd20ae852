using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>A round after it was applied to the state machine.</summary>
/// <param name="Ordered">The round with its events; reused for the next one, so valid during the notice only.</param>
/// <param name="Digests">The order and, in some rounds, the state after it.</param>
/// <param name="Actions">What became of its actions.</param>
public readonly record struct DecidedRound(OrderedRound Ordered, RoundDigests Digests, ActionTally Actions);

/// <summary>Counts of ordered actions of all members by what became of them.</summary>
/// <param name="Applied">Applied by the state machine.</param>
/// <param name="Rejected">Rejected by the state machine.</param>
/// <param name="OverRate">Rejected by the constitution's rate.</param>
/// <param name="Repeated">Ordered before and therefore skipped.</param>
public readonly record struct ActionTally(long Applied, long Rejected, long OverRate, long Repeated)
{
    /// <summary>Actions that became final: all but repeated ones.</summary>
    public long Final => Applied + Rejected + OverRate;

    public static ActionTally operator +(ActionTally left, ActionTally right) => new(
        left.Applied + right.Applied,
        left.Rejected + right.Rejected,
        left.OverRate + right.OverRate,
        left.Repeated + right.Repeated);

    /// <summary>The sum of two tallies.</summary>
    public static ActionTally Add(ActionTally left, ActionTally right) => left + right;
}
