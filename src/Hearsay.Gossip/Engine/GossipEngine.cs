using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// One member's gossip in one epoch, as a state machine without I/O: datagrams, actions and the time go in; datagrams,
/// events and decided rounds come out. One thread at a time; no clock, no threads, no randomness of its own.
/// </summary>
/// <remarks>
/// <see cref="Receive"/> and <see cref="Submit"/> take in; <see cref="Tick"/> does what is due and sends. Call Tick
/// after a batch of the former, then take the decided rounds. Times never decrease: an earlier one counts as the latest
/// given.
/// </remarks>
public sealed class GossipEngine
{
    /// <summary>An engine at the beginning of an epoch, or of a restart.</summary>
    public GossipEngine(GossipSetup setup, IGossipOutput output, Micros now)
    {
        _ = output;
        _ = now;
        Graph = new EventGraph(setup.Roster, setup.GraphOptions);
        Refusals = new RefusalCounts(setup.Roster.Count);
    }

    /// <summary>The graph; to be read, not to be inserted into.</summary>
    public EventGraph Graph { get; }

    /// <summary>What happened so far.</summary>
    public GossipCounters Counters { get; } = new();

    /// <summary>What was refused here (beside the screen's refusals), by peer.</summary>
    public RefusalCounts Refusals { get; }

    /// <summary>
    /// False while a resuming peer does not know its own latest events yet; it creates none until it does.
    /// </summary>
    public bool IsReady { get; }

    /// <summary>
    /// True (the default) while own events are created. A peer that ended the epoch sets it to false and goes on
    /// serving.
    /// </summary>
    public bool CreatesEvents { get; set; } = true;

    /// <summary>The number that the next submitted action gets.</summary>
    public long NextActionNumber { get; }

    /// <summary>Takes in what a screen let through.</summary>
    public void Receive(ScreenedDatagram datagram, Micros now) => throw new NotImplementedException();

    /// <summary>Queues an action for the next own event.</summary>
    /// <param name="action">1 to <see cref="Limits.ActionBytesMax"/> bytes.</param>
    /// <param name="now">The time.</param>
    /// <param name="actionNumber">The action's number when accepted, else 0.</param>
    public SubmitOutcome Submit(ReadOnlySpan<byte> action, Micros now, out long actionNumber) =>
        throw new NotImplementedException();

    /// <summary>Queues a system entry for the next own event; its first byte says what it is.</summary>
    /// <param name="entry">1 to <see cref="Limits.SystemEntryBytesMax"/> bytes.</param>
    /// <param name="now">The time.</param>
    public SubmitOutcome SubmitSystem(ReadOnlySpan<byte> entry, Micros now) => throw new NotImplementedException();

    /// <summary>Does what is due: creates an own event, asks for what is missing, sends.</summary>
    /// <returns>When to call it next at the latest; sooner after each Receive or Submit.</returns>
    public Micros Tick(Micros now) => throw new NotImplementedException();

    /// <summary>
    /// Feeds an event from the own journal: in the order it was written, signatures not checked again, nothing reported
    /// or sent. Before the first Tick.
    /// </summary>
    /// <returns>False when the bytes are not an event of this epoch, or its parents were not restored before
    /// it.</returns>
    public bool Restore(ReadOnlySpan<byte> eventBytes, Micros now) => throw new NotImplementedException();

    /// <summary>Takes the next decided round, in order; false when there is none.</summary>
    public bool TryTakeRound(OrderedRound round) => throw new NotImplementedException();

    /// <summary>The payload of an event of the round taken last. Valid until the next call of any method.</summary>
    public PayloadReader PayloadOf(in OrderedEvent ordered) => throw new NotImplementedException();

    /// <summary>
    /// The signed bytes of an event of the round taken last. Valid until the next call of any method.
    /// </summary>
    public ReadOnlySpan<byte> BytesOf(in OrderedEvent ordered) => throw new NotImplementedException();

    /// <summary>When a datagram or a new event of this member came last.</summary>
    public Micros LastHeard(MemberIndex member) => throw new NotImplementedException();

    /// <summary>The measured one-way delay to a member: half the round trip; 0 before the first measurement.</summary>
    public Micros DelayTo(MemberIndex member) => throw new NotImplementedException();

    /// <summary>The share of datagrams to this member that got lost lately, as it reports; 0 to 1.</summary>
    public double LossTo(MemberIndex member) => throw new NotImplementedException();
}
