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
/// One decided round: judges, time, and the events it received, in consensus order. Owned by the caller and filled by
/// <see cref="EventGraph.TryTakeRound"/>; reuse it to allocate nothing.
/// </summary>
public sealed class OrderedRound
{
    internal List<EventHash> JudgeList { get; } = [];

    internal List<OrderedEvent> EventList { get; } = [];

    /// <summary>Which round.</summary>
    public Round Round { get; internal set; }

    /// <summary>
    /// Weighted lower median of the judges' creation times, never before the last published timestamp.
    /// </summary>
    public Micros Time { get; internal set; }

    /// <summary>The judges' hashes, sorted.</summary>
    public ReadOnlySpan<EventHash> Judges => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(JudgeList);

    /// <summary>The received events in consensus order; may be empty.</summary>
    public ReadOnlySpan<OrderedEvent> Events => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(EventList);
}
