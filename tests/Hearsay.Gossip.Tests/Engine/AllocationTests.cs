using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>Steady state allocates nothing: screen, intake, creation, order and payloads, over many events.</summary>
public sealed class AllocationTests
{
    private const int Members = 4;
    private const int WarmUpSteps = 6_000;
    private const int MeasuredSteps = 2_000;

    [Test]
    public void Step_AfterWarmUp_AllocatesNothing()
    {
        Loop loop = new();
        loop.Run(WarmUpSteps);
        long events = loop.EventsInserted;

        Assert.That(Allocations.LeastOf(() => loop.Run(MeasuredSteps)), Is.Zero);
        Assert.That(loop.EventsInserted - events, Is.GreaterThan(MeasuredSteps));
        Assert.That(loop.Entries, Is.GreaterThan(MeasuredSteps));
    }

    /// <summary>Engines that hand each other datagrams through fixed buffers, with stand-in signatures.</summary>
    private sealed class Loop : IEventSigner, IEventVerifier
    {
        private readonly Node[] _nodes;
        private readonly OrderedRound _round = new();
        private readonly ScreenedDatagram _screened = new();
        private readonly byte[] _action = new byte[500];
        private Micros _now = new(1_000_000_000);

        public Loop()
        {
            GossipOptions options = new()
            {
                MinimumIntervalMs = 0,
                UploadBytesPerS = 1L << 32,
                UploadBurstBytes = 1L << 30,
                EventsPerPeerPerS = 1_000_000,
                EventsPerCreatorPerS = 1_000_000,
                RetainedBytesMax = 1 << 20,
            };
            EventGraphOptions graph = new() { LinkableEventsMax = 2_000 };
            Roster roster = Roster.OfEqualMembers(Members);
            _nodes = [.. Enumerable.Range(0, Members).Select(_ => new Node())];
            for (int i = 0; i < Members; i++)
            {
                ScreenOptions checks = new() { ChecksPerPeerPerS = 1_000_000, EventsPerCreatorPerS = 1_000_000 };
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
                _nodes[i].Screen = screen;
                _nodes[i].Engine = new GossipEngine(setup, new Wire(_nodes, i), _now);
            }
        }

        public long Entries { get; private set; }

        public long EventsInserted => _nodes.Sum(node => node.Engine.Counters.EventsInserted);

        public void Sign(EventHash signedDigest, Span<byte> signature)
        {
            signedDigest.Write(signature);
            signedDigest.Write(signature[EventHash.Bytes..]);
        }

        public bool Verify(MemberIndex creator, EventHash signedDigest, ReadOnlySpan<byte> signature) => true;

        public void Run(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                _now += new Micros(500);
                Step(_nodes[i % Members], i % 50 == 0);
            }
        }

        private void Step(Node node, bool losesOne)
        {
            for (int i = losesOne ? 1 : 0; i < node.Count; i++)
            {
                if (node.Screen.Screen(node.From[i], node.Room.AsSpan(i * 1_200, node.Lengths[i]), _now, _screened))
                {
                    node.Engine.Receive(_screened, _now);
                }
            }

            node.Count = 0;
            node.Engine.Submit(_action, _now, out _);
            node.Engine.Tick(_now);
            while (node.Engine.TryTakeRound(_round))
            {
                foreach (ref readonly OrderedEvent ordered in _round.Events)
                {
                    PayloadReader payload = node.Engine.PayloadOf(ordered);
                    while (payload.TryRead(out _))
                    {
                        Entries++;
                    }
                }
            }
        }
    }

    private sealed class Node
    {
        public const int Capacity = 256;

        public DatagramScreen Screen { get; set; } = null!;

        public GossipEngine Engine { get; set; } = null!;

        public byte[] Room { get; } = new byte[Capacity * 1_200];

        public int[] Lengths { get; } = new int[Capacity];

        public MemberIndex[] From { get; } = new MemberIndex[Capacity];

        public int Count { get; set; }
    }

    private sealed class Wire(Node[] nodes, int self) : IGossipOutput
    {
        public void Send(MemberIndex to, ReadOnlySpan<byte> datagram)
        {
            Node node = nodes[to.Value];
            if (node.Count < Node.Capacity)
            {
                datagram.CopyTo(node.Room.AsSpan(node.Count * 1_200));
                node.Lengths[node.Count] = datagram.Length;
                node.From[node.Count++] = new MemberIndex(self);
            }
        }

        public void OwnEvent(ReadOnlySpan<byte> eventBytes)
        {
        }

        public void AcceptedEvent(ReadOnlySpan<byte> eventBytes)
        {
        }

        public void ParentHashes(ReadOnlySpan<byte> record)
        {
        }

        public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
        {
        }
    }
}
