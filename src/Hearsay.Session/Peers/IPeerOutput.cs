using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// Where a <see cref="Peer"/> puts what it has to say. Called on the peer's thread from inside its methods; an
/// implementation does not call the peer back. Spans and the round are valid during the call only.
/// </summary>
public interface IPeerOutput
{
    /// <summary>Sends a datagram of at most 1,200 bytes; it may get lost.</summary>
    public void Send(MemberIndex to, ReadOnlySpan<byte> datagram);

    /// <summary>A round was decided and applied.</summary>
    public void RoundDecided(in DecidedRound decided);

    /// <summary>
    /// An action that this peer submitted is final. Comes before its round's <see cref="RoundDecided"/>.
    /// </summary>
    public void OwnActionFinal(in FinalAction action);

    /// <summary>Two signed events prove that a member branched. Once per member.</summary>
    public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other);
}
