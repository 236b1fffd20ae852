using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Benchmarks.Gossip;

/// <summary>
/// An endless honest session of engines that hand each other datagrams at once, with stand-in signatures, in virtual
/// time: the whole of gossip but sockets and signatures. Allocates nothing once warm.
/// </summary>
public sealed class SteadyGossip : IEventSigner, IEventVerifier
{
    // Time between two steps; each member creates an event in each.
    private const int StepMicros = 50_000;
    private const int ActionBytes = 16;

    private readonly Node[] _nodes;
    private readonly ScreenedDatagram _screened = new();
    private readonly Queue<Sent> _sent = new();
    private readonly Stack<byte[]> _buffers = new();
    private readonly OrderedRound _round = new();
    private readonly byte[] _action = new byte[ActionBytes];
    private Micros _now = new(1_000_000_000);

    /// <param name="members">Members in the roster.</param>
    public SteadyGossip(int members)
    {
        GossipOptions options = new()
        {
            MinimumIntervalMs = StepMicros / 1_000,
            UploadBytesPerS = 1L << 32,
            UploadBurstBytes = 1L << 30,
            EventsPerPeerPerS = 1_000_000,
            EventsPerCreatorPerS = 1_000_000,
            RetainedBytesMax = 1 << 20,
            ParentsMax = 64,
        };
        Roster roster = Roster.OfEqualMembers(members);
        EventGraphOptions graph = new() { LinkableEventsMax = 64 * members };
        _nodes = new Node[members];
        for (int i = 0; i < members; i++)
        {
            ScreenOptions checks = new()
            {
                ChecksPerPeerPerS = options.EventsPerPeerPerS,
                EventsPerCreatorPerS = options.EventsPerPeerPerS,
            };
            DatagramScreen screen = new(default, roster, new MemberIndex(i), this, checks);
            GossipSetup setup = new()
            {
                EpochId = default,
                Roster = roster,
                Self = new MemberIndex(i),
                Signer = this,
                Screen = screen,
                Options = options,
                GraphOptions = graph,
            };
            _nodes[i] = new Node(this, screen);
            _nodes[i].Engine = new GossipEngine(setup, _nodes[i], _now);
        }
    }

    /// <summary>Datagrams that engines took in so far.</summary>
    public long Datagrams { get; private set; }

    /// <summary>Events that became final at their engines so far, summed over engines.</summary>
    public long Ordered { get; private set; }

    /// <summary>Runs until the engines have taken in at least so many more datagrams; returns their number.</summary>
    public long Run(long datagrams)
    {
        long from = Datagrams;
        while (Datagrams - from < datagrams)
        {
            Step();
        }

        return Datagrams - from;
    }

    /// <summary>Lets each member create an event, and takes every member's in everywhere.</summary>
    public void Step()
    {
        _now += new Micros(StepMicros);
        for (int i = 0; i < _nodes.Length; i++)
        {
            Node node = _nodes[i];
            node.Engine!.Submit(_action, _now, out _);
            node.Engine.Tick(_now);
            DeliverAll();
            while (node.Engine.TryTakeRound(_round))
            {
                Ordered += _round.Events.Length;
            }
        }
    }

    void IEventSigner.Sign(EventHash signedDigest, Span<byte> signature)
    {
        signature.Clear();
        signedDigest.Write(signature);
    }

    bool IEventVerifier.Verify(MemberIndex creator, EventHash signedDigest, ReadOnlySpan<byte> signature) => true;

    /// <summary>Keeps a datagram until its sender is done: a receiver may answer at once.</summary>
    private void Keep(Node from, MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        byte[] buffer = _buffers.TryPop(out byte[]? free) ? free : new byte[Hearsay.Gossip.Limits.DatagramBytesMax];
        datagram.CopyTo(buffer);
        _sent.Enqueue(new Sent(new MemberIndex(Array.IndexOf(_nodes, from)), to, buffer, datagram.Length));
    }

    private void DeliverAll()
    {
        while (_sent.TryDequeue(out Sent sent))
        {
            Datagrams++;
            Node receiver = _nodes[sent.To.Value];
            if (receiver.Screen.Screen(sent.From, sent.Buffer.AsSpan(0, sent.Length), _now, _screened))
            {
                receiver.Engine!.Receive(_screened, _now);
            }

            _buffers.Push(sent.Buffer);
        }
    }

    private readonly record struct Sent(MemberIndex From, MemberIndex To, byte[] Buffer, int Length);

    private sealed class Node(SteadyGossip owner, DatagramScreen screen) : IGossipOutput
    {
        public DatagramScreen Screen => screen;

        public GossipEngine? Engine { get; set; }

        public void Send(MemberIndex to, ReadOnlySpan<byte> datagram) => owner.Keep(this, to, datagram);

        public void OwnEvent(ReadOnlySpan<byte> eventBytes)
        {
            // Nothing is journaled.
        }

        public void AcceptedEvent(ReadOnlySpan<byte> eventBytes)
        {
            // Nothing is journaled.
        }

        public void ParentHashes(ReadOnlySpan<byte> record)
        {
        }

        public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
            throw new InvalidOperationException("An honest session has no branches.");
    }
}
