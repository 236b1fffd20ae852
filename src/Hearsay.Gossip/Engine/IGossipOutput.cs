using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Where a <see cref="GossipEngine"/> puts what it has to say. Called on the engine's thread, from inside its methods,
/// never reentrant: an implementation does not call the engine back. Spans are valid during the call only.
/// </summary>
public interface IGossipOutput
{
    /// <summary>Sends a datagram of at most <see cref="Limits.DatagramBytesMax"/> bytes; it may get lost.</summary>
    public void Send(MemberIndex to, ReadOnlySpan<byte> datagram);

    /// <summary>
    /// A new own event, before it is sent to anybody: the place to write it to the journal. An exception thrown here
    /// goes through <see cref="GossipEngine.Tick"/>; the event is then not sent, and the engine must not be used any
    /// more.
    /// </summary>
    public void OwnEvent(ReadOnlySpan<byte> eventBytes);

    /// <summary>
    /// An event that came from the network (an own one of an earlier run included) entered the graph. Comes after all
    /// its parents, so that a journal of these and the own ones replays through <see cref="GossipEngine.Restore"/>.
    /// </summary>
    public void AcceptedEvent(ReadOnlySpan<byte> eventBytes);

    /// <summary>
    /// The parents' hashes of the event that <see cref="AcceptedEvent"/> tells next, when branches make them unclear: a
    /// journal keeps them before it, and hands them to <see cref="GossipEngine.Restore"/> in the same way.
    /// </summary>
    public void ParentHashes(ReadOnlySpan<byte> record);

    /// <summary>
    /// Two signed events prove that a member branched: same creator, same sequence, different hash. Once per member.
    /// </summary>
    public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other);
}
