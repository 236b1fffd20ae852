using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Hearsay.Hashgraph;
using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>
/// One UDP socket per member of the crowd, each with its own port, so that the peer sees a thousand machines. What
/// comes in waits in a queue for the crowd's thread.
/// </summary>
internal sealed class CrowdSockets : ICrowdWire, IDisposable
{
    private readonly Socket[] _sockets;
    private readonly ConcurrentQueue<(MemberIndex To, byte[] Bytes, int Length)> _received = new();
    private int _waiting;

    public CrowdSockets(int members)
    {
        _sockets = new Socket[members];
        for (int i = 0; i < members; i++)
        {
            _sockets[i] = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            _sockets[i].Bind(new IPEndPoint(IPAddress.Loopback, 0));
        }
    }

    /// <summary>The members' ports.</summary>
    public int[] Ports => [.. _sockets.Select(socket => ((IPEndPoint)socket.LocalEndPoint!).Port)];

    /// <summary>Datagrams dropped because too many waited.</summary>
    public long Dropped { get; private set; }

    /// <summary>Starts to listen to the peer, and to it alone.</summary>
    public void Connect(int peerPort)
    {
        for (int i = 0; i < _sockets.Length; i++)
        {
            _sockets[i].Connect(new IPEndPoint(IPAddress.Loopback, peerPort));
            Listener listener = new(this, new MemberIndex(i));
            listener.Listen();
        }
    }

    /// <summary>The next datagram that came in; give its bytes back to the shared array pool.</summary>
    public bool TryTake(out MemberIndex to, out byte[] bytes, out int length)
    {
        if (!_received.TryDequeue(out (MemberIndex To, byte[] Bytes, int Length) next))
        {
            (to, bytes, length) = (default, [], 0);
            return false;
        }

        Interlocked.Decrement(ref _waiting);
        (to, bytes, length) = next;
        return true;
    }

    public void Send(MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        try
        {
            _sockets[from.Value].Send(datagram, SocketFlags.None);
        }
        catch (SocketException)
        {
            // The peer is not there: as in any network, a datagram gets lost.
        }
    }

    public void Dispose()
    {
        foreach (Socket socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private void Add(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        if (Interlocked.Increment(ref _waiting) > Limits.CrowdDatagramsQueuedMax)
        {
            Interlocked.Decrement(ref _waiting);
            Dropped++;
            return;
        }

        byte[] bytes = ArrayPool<byte>.Shared.Rent(datagram.Length);
        datagram.CopyTo(bytes);
        _received.Enqueue((to, bytes, datagram.Length));
    }

    /// <summary>Receives on one member's socket, again and again, on the thread pool.</summary>
    private sealed class Listener : SocketAsyncEventArgs
    {
        private readonly CrowdSockets _owner;
        private readonly MemberIndex _member;
        private readonly byte[] _room = new byte[Gossip.Limits.DatagramBytesMax + 1];

        public Listener(CrowdSockets owner, MemberIndex member)
            : base(true)
        {
            _owner = owner;
            _member = member;
            SetBuffer(_room, 0, _room.Length);
        }

        public void Listen()
        {
            try
            {
                while (!_owner._sockets[_member.Value].ReceiveAsync(this))
                {
                    Note();
                }
            }
            catch (ObjectDisposedException)
            {
                Dispose();
            }
        }

        protected override void OnCompleted(SocketAsyncEventArgs e)
        {
            if (SocketError is SocketError.OperationAborted or SocketError.Interrupted)
            {
                Dispose();
                return;
            }

            Note();
            Listen();
        }

        private void Note()
        {
            if (SocketError == SocketError.Success && BytesTransferred > 0)
            {
                _owner.Add(_member, _room.AsSpan(0, BytesTransferred));
            }
        }
    }
}
