using System.Runtime.InteropServices;

namespace Hearsay.Hashgraph;

/// <summary>An event in its final place.</summary>
/// <param name="Hash">The event.</param>
/// <param name="Creator">Who made it.</param>
/// <param name="Sequence">Its place on its creator's chain.</param>
/// <param name="Timestamp">Its published consensus timestamp; strictly increasing along the whole order.</param>
/// <param name="Tag">The mark that its inserter gave it.</param>
public readonly record struct OrderedEvent(
    EventHash Hash, MemberIndex Creator, Sequence Sequence, Micros Timestamp, long Tag);

/// <summary>
/// One decided round: judges, convictions, time, and the events it received, in consensus order. Owned by the caller
/// and filled by <see cref="EventGraph.TryTakeRound"/>; reuse it to allocate nothing.
/// </summary>
public sealed class OrderedRound
{
    internal List<EventHash> JudgeList { get; } = [];

    internal List<MemberIndex> ConvictedList { get; } = [];

    internal List<OrderedEvent> EventList { get; } = [];

    internal List<long> VoidList { get; } = [];

    /// <summary>Which round.</summary>
    public Round Round { get; internal set; }

    /// <summary>
    /// Weighted lower median of the judges' creation times, never before the last published timestamp.
    /// </summary>
    public Micros Time { get; internal set; }

    /// <summary>The judges' hashes, sorted. None when the round received nothing.</summary>
    public ReadOnlySpan<EventHash> Judges => CollectionsMarshal.AsSpan(JudgeList);

    /// <summary>
    /// Members whose branch came into the sight of this round, in roster order: from this round on none of their events
    /// is received.
    /// </summary>
    public ReadOnlySpan<MemberIndex> Convicted => CollectionsMarshal.AsSpan(ConvictedList);

    /// <summary>The received events in consensus order; may be empty.</summary>
    public ReadOnlySpan<OrderedEvent> Events => CollectionsMarshal.AsSpan(EventList);

    /// <summary>
    /// The marks of events that the round would have received, had their members not been convicted. They are void:
    /// nothing comes of them any more. Which ones are told with which round is no part of the order.
    /// </summary>
    public ReadOnlySpan<long> VoidTags => CollectionsMarshal.AsSpan(VoidList);
}
