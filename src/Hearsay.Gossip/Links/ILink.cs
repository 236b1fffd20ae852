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
    /// Sends one datagram; false when it could not be handed over (gossip repairs that like any loss).
    /// </summary>
    public bool TrySend(MemberIndex to, ReadOnlySpan<byte> datagram);
}
