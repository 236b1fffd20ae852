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
    private readonly ManualResetEventSlim _closed = new();

    // These are owned by whoever has the turn to receive.
    private readonly DatagramReceiver _receiveFrom;
    private readonly SocketAddress _sender; // of the datagram just received
    private readonly FailureStreak _failures;
    private LinkBrokenException? _broken;

    private volatile PeerAddresses _peers;

    /// <summary>A link on a bound socket.</summary>
    /// <param name="socket">The socket; the link closes it.</param>
    /// <param name="receiveFrom">Stands in for the socket's receiving, so that a test can let it fail.</param>
    /// <param name="failuresMax">See <see cref="Limits.ReceiveFailuresMax"/>.</param>
    internal UdpLink(
        Socket socket, DatagramReceiver? receiveFrom = null, int failuresMax = Limits.ReceiveFailuresMax)
    {
        _socket = socket;
        _receiveFrom = receiveFrom ?? ((room, sender) => socket.ReceiveFrom(room, SocketFlags.None, sender));
        _sender = new SocketAddress(socket.AddressFamily);
        _failures = new FailureStreak(failuresMax);
        _peers = new PeerAddresses([], socket.AddressFamily);
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>Receives one datagram and its sender's address, as <see cref="Socket"/> does.</summary>
    internal delegate int DatagramReceiver(Span<byte> room, SocketAddress sender);

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
    /// Says where the members are, by roster index; null where that is not known. Several may have one address: then
    /// what comes from there is the first one's as far as the link knows, see <see cref="TellsApart"/>. Replaces what
    /// was set before, at any time, from any thread.
    /// </summary>
    /// <exception cref="ArgumentException">Too many, or an IPv6 address for a socket that only speaks IPv4.</exception>
    public void SetPeers(IReadOnlyList<IPEndPoint?> peers) =>
        _peers = new PeerAddresses(peers, _socket.AddressFamily);

    /// <inheritdoc/>
    /// <exception cref="LinkBrokenException">
    /// The socket fails on and on, see <see cref="Limits.ReceiveFailuresMax"/>, or was closed by somebody else. Every
    /// later call says the same.
    /// </exception>
    public int Receive(DatagramBatch batch)
    {
        lock (_receiverTurn)
        {
            int count = 0;
            while (count == 0 && !_closed.IsSet)
            {
                count = ReceiveInto(batch, 0) ? 1 : 0;
            }

            return ReceiveWaiting(batch, count);
        }
    }

    /// <inheritdoc/>
    public int ReceiveNow(DatagramBatch batch)
    {
        if (!_receiverTurn.TryEnter())
        {
            return 0;
        }

        try
        {
            return ReceiveWaiting(batch, 0);
        }
        finally
        {
            _receiverTurn.Exit();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="LinkBrokenException">The socket was closed by somebody else.</exception>
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
        catch (ObjectDisposedException failure)
        {
            return _closed.IsSet ? false : throw UdpSockets.ClosedUnderneath(LocalEndPoint, failure);
        }

        _tally.Sent(datagram.Length);
        return true;
    }

    /// <inheritdoc/>
    public bool TellsApart(MemberIndex one, MemberIndex other) => !_peers.AreAtOneAddress(one, other);

    /// <summary>Closes the socket; every <see cref="Receive"/> returns 0 from now on.</summary>
    public void Dispose()
    {
        _closed.Set();
        _socket.Dispose();
    }

    /// <summary>
    /// Takes what is there beside the <paramref name="count"/> that were taken. What is refused counts as well: a
    /// flood of strangers must not hold back what others sent, until it happens to leave a batch full of that.
    /// </summary>
    private int ReceiveWaiting(DatagramBatch batch, int count)
    {
        for (int taken = count; taken < batch.Capacity && !_closed.IsSet && IsMoreWaiting(); taken++)
        {
            count += ReceiveInto(batch, count) ? 1 : 0;
        }

        return count;
    }

    /// <summary>False also after a failure: what came before it is not held back by the pause that follows.</summary>
    private bool IsMoreWaiting()
    {
        try
        {
            return _failures.InARow == 0 && _socket.Available > 0;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Takes the next datagram; false when there was none, it was refused, or the link is closed.</summary>
    private bool ReceiveInto(DatagramBatch batch, int index)
    {
        if (!TryReceive(batch.Room(index), out int length))
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

    private bool TryReceive(Span<byte> room, out int length)
    {
        length = 0;
        if (_broken is { } broken)
        {
            throw new LinkBrokenException(broken.Message, broken);
        }

        if (_failures.PauseMs is > 0 and int pauseMs && _closed.Wait(pauseMs))
        {
            return false;
        }

        try
        {
            length = _receiveFrom(room, _sender);
            _failures.End();
            return !_closed.IsSet;
        }
        catch (SocketException failure)
        {
            return !_closed.IsSet && Note(failure);
        }
        catch (ObjectDisposedException failure)
        {
            return _closed.IsSet ? false : throw Break(UdpSockets.ClosedUnderneath(LocalEndPoint, failure));
        }
    }

    private bool Note(SocketException failure)
    {
        LinkRefusal reason = UdpSockets.ReasonOf(failure.SocketErrorCode);
        if (reason != LinkRefusal.SocketFailure)
        {
            _failures.NotePassing();
        }
        else if (!_failures.NoteLasting())
        {
            throw Break(UdpSockets.Broken(LocalEndPoint, _failures.InARow, failure));
        }

        return Refuse(reason);
    }

    private LinkBrokenException Break(LinkBrokenException failure)
    {
        _broken = failure;
        return failure;
    }

    private bool Refuse(LinkRefusal reason)
    {
        _tally.Refused(reason);
        return false;
    }
}
