namespace Hearsay.Hashgraph;

/// <summary>
/// The hashgraph of one epoch: takes events, parents first, and yields decided rounds. The same events in any
/// topological order give the same rounds. One thread at a time; no clock, no I/O, no randomness.
/// </summary>
public sealed class EventGraph
{
    /// <summary>An empty graph for <paramref name="roster"/>.</summary>
    public EventGraph(Roster roster, EventGraphOptions? options = null)
    {
        Roster = roster;
        _ = options;
    }

    /// <summary>The members and weights this graph was made for.</summary>
    public Roster Roster { get; }

    /// <summary>The last decided round; 0 before the first.</summary>
    public Round LastDecidedRound { get; }

    /// <summary>The highest round of any event; 0 in an empty graph.</summary>
    public Round HighestRound { get; }

    /// <summary>Events inserted so far.</summary>
    public long InsertedEvents { get; }

    /// <summary>Events inserted and not yet received by a decided round.</summary>
    public int UnreceivedEvents { get; }

    /// <summary>Self-chains: one per member, and one more for each branch. Row entries have one place per lane.</summary>
    public int Lanes { get; }

    /// <summary>Adds an event whose parents are in the graph.</summary>
    /// <param name="newEvent">The event.</param>
    /// <param name="otherParents">At most one per creator, in any order.</param>
    /// <param name="handle">The new event's handle; for <see cref="InsertOutcome.Duplicate"/> that of the one there.</param>
    public InsertOutcome TryInsert(
        in NewEvent newEvent, ReadOnlySpan<OtherParent> otherParents, out EventHandle handle) =>
        throw new NotImplementedException();

    /// <summary>Takes the next decided round, if there is one that was not taken yet.</summary>
    public bool TryTakeRound(OrderedRound destination) => throw new NotImplementedException();

    /// <summary>
    /// True while the event can be named as a parent. Events stay linkable until
    /// <see cref="EventGraphOptions.LinkableEventsMax"/> younger ones were received; the newest of a lane always is.
    /// </summary>
    public bool IsLinkable(EventHandle handle) => throw new NotImplementedException();

    /// <summary>True when the event is received by a decided round (or dropped since).</summary>
    public bool IsReceived(EventHandle handle) => throw new NotImplementedException();

    /// <summary>The event's round created: exact while the event is unreceived.</summary>
    public Round RoundOf(EventHandle handle) => throw new NotImplementedException();

    /// <summary>
    /// For each lane (lanes 0 … members-1 are the members' first chains) the highest sequence among the event's
    /// ancestors, -1 for none. Empty once the event's row is released. Valid until the next insertion.
    /// </summary>
    public ReadOnlySpan<int> LastAncestors(EventHandle handle) => throw new NotImplementedException();

    /// <summary>The lane of an event.</summary>
    public int LaneOf(EventHandle handle) => throw new NotImplementedException();

    /// <summary>True when the graph holds a branch by this member.</summary>
    public bool HasBranched(MemberIndex member) => throw new NotImplementedException();
}
