using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Unreliable datagrams between the members of a session: UDP sockets, a simulated network, or another transport.
/// Datagrams may be lost, doubled, reordered and forged. Thread-safe.
/// </summary>
public interface ILink : IDisposable
{
    /// <summary>
    /// Waits for datagrams and fills <paramref name="batch"/> with those there are. Several threads may wait at once.
    /// </summary>
    /// <returns>How many came: at least 1, or 0 once the link is closed.</returns>
    public int Receive(DatagramBatch batch);

    /// <summary>
    /// As <see cref="Receive"/> without waiting, for who has something else to do: also not for another thread that is
    /// receiving. Default: nothing, so that who calls it does the other things first.
    /// </summary>
    /// <returns>How many came; 0 when nothing was there, somebody else takes it, or the link is closed.</returns>
    public int ReceiveNow(DatagramBatch batch) => 0;

    /// <summary>
    /// Sends one datagram; false when it could not be handed over (gossip repairs that like any loss).
    /// </summary>
    public bool TrySend(MemberIndex to, ReadOnlySpan<byte> datagram);

    /// <summary>
    /// False when the link knows both members by one address. Then it names one of them for whatever comes from there,
    /// and the sender that the datagram names decides between them (<see cref="DatagramSender"/>): else a member could
    /// silence another by claiming its address. Default: true, the link knows its senders.
    /// </summary>
    /// <param name="one">A member that the link named as where a datagram came from.</param>
    /// <param name="other">Any number, also that of no member.</param>
    public bool TellsApart(MemberIndex one, MemberIndex other) => true;
}
