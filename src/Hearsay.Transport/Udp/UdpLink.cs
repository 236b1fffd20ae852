using System.Net;
using System.Net.Sockets;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Transport;

/// <summary>
/// Datagrams between members over one UDP socket, IPv4 or IPv6 (a socket on <c>[::]</c> speaks both). Receiving and
/// sending allocate nothing. Thread-safe; closing wakes every thread that waits in <see cref="Receive"/>.
/// </summary>
/// <remarks>
/// Threads that receive take turns: one waits in the socket and takes all that is there, the others wait for it to
/// leave with its batch. Two threads in the socket at once would steal each other's datagrams between "is there
/// another" and taking it, and one would block with received datagrams in its hands.
/// </remarks>
public sealed class UdpLink : ILink
{
    private readonly Socket _socket;
    private readonly LinkTally _tally = new();
    private readonly Lock _receiverTurn = new();
    private readonly SocketAddress _sender; // of the datagram just received; owned by whoever has the turn
    private volatile PeerAddresses _peers;
    private volatile bool _isClosed;

    private UdpLink(Socket socket)
    {
        _socket = socket;
        _sender = new SocketAddress(socket.AddressFamily);
        _peers = new PeerAddresses([], socket.AddressFamily);
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>The address and the real port of the socket, also when port 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Bytes of receive buffer that the operating system granted.</summary>
    public int ReceiveBufferBytes => _socket.ReceiveBufferSize;

    /// <summary>Bytes of send buffer that the operating system granted.</summary>
    public int SendBufferBytes => _socket.SendBufferSize;

    /// <summary>What the link did so far.</summary>
    public LinkCounters Counters => _tally.Snapshot();

    /// <summary>Binds a socket. Until <see cref="SetPeers"/> every sender is a stranger.</summary>
    /// <param name="local">Address to listen on; port 0 lets the operating system choose.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="LinkOpenException">The address is taken, forbidden, or not of this machine.</exception>
    public static UdpLink Open(IPEndPoint local, UdpLinkOptions? options = null)
    {
        UdpLinkOptions settings = options ?? new UdpLinkOptions();
        Socket? socket = null;
        try
        {
            socket = UdpSockets.Bind(local, settings);
            return new UdpLink(socket);
        }
        catch (SocketException failure)
        {
            socket?.Dispose();
            throw new LinkOpenException(UdpSockets.Explain(local, failure.SocketErrorCode), failure);
        }
    }

    /// <summary>
    /// Says where the members are, by roster index; null where that is not known. Replaces what was set before, at any
    /// time, from any thread.
    /// </summary>
    /// <exception cref="ArgumentException">Too many, or an IPv6 address for a socket that only speaks IPv4.</exception>
    public void SetPeers(IReadOnlyList<IPEndPoint?> peers) =>
        _peers = new PeerAddresses(peers, _socket.AddressFamily);

    /// <inheritdoc/>
    public int Receive(DatagramBatch batch)
    {
        lock (_receiverTurn)
        {
            int count = 0;
            while (!_isClosed && count < batch.Capacity && (count == 0 || IsMoreWaiting()))
            {
                count += ReceiveInto(batch, count) ? 1 : 0;
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public bool TrySend(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length is 0 or > Limits.DatagramBytesMax)
        {
            return Refuse(datagram.IsEmpty ? LinkRefusal.Empty : LinkRefusal.Oversized);
        }

        if (_peers.Of(to) is not { } address)
        {
            return Refuse(LinkRefusal.NoAddress);
        }

        try
        {
            _socket.SendTo(datagram, SocketFlags.None, address);
        }
        catch (SocketException failure)
        {
            return Refuse(UdpSockets.ReasonOf(failure.SocketErrorCode));
        }
        catch (ObjectDisposedException) when (_isClosed)
        {
            return false;
        }

        _tally.Sent(datagram.Length);
        return true;
    }

    /// <summary>Closes the socket; every <see cref="Receive"/> returns 0 from now on.</summary>
    public void Dispose()
    {
        _isClosed = true;
        _socket.Dispose();
    }

    private bool IsMoreWaiting()
    {
        try
        {
            return _socket.Available > 0;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Takes the next datagram; false when it was refused, or the socket failed or was closed.</summary>
    private bool ReceiveInto(DatagramBatch batch, int index)
    {
        int length;
        try
        {
            length = _socket.ReceiveFrom(batch.Room(index), SocketFlags.None, _sender);
        }
        catch (SocketException failure)
        {
            return !_isClosed && Refuse(UdpSockets.ReasonOf(failure.SocketErrorCode));
        }
        catch (ObjectDisposedException) when (_isClosed)
        {
            return false;
        }

        if (_isClosed)
        {
            return false;
        }

        if (length is 0 or > Limits.DatagramBytesMax)
        {
            return Refuse(length == 0 ? LinkRefusal.Empty : LinkRefusal.Oversized);
        }

        if (!_peers.TryFind(_sender, out MemberIndex from))
        {
            return Refuse(LinkRefusal.UnknownSender);
        }

        batch.Set(index, from, length);
        _tally.Received(length);
        return true;
    }

    private bool Refuse(LinkRefusal reason)
    {
        _tally.Refused(reason);
        return false;
    }
}
