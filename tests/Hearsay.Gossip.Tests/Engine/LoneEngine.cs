using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>A message that an engine sent.</summary>
internal sealed record SentMessage(int To, MessageKind Kind, byte[] Body);

/// <summary>One engine, member 0, among members that a test plays by hand.</summary>
internal sealed class LoneEngine : IGossipOutput
{
    private readonly ScreenedDatagram _screened = new();
    private readonly DatagramForge[] _forges;

    public LoneEngine(int members, GossipOptions? options = null, EventGraphOptions? graph = null, bool resume = false)
    {
        EpochId = EventHash.Read(Enumerable.Repeat((byte)3, 32).ToArray());
        Forge = new EventForge(EpochId);
        _forges = [.. Enumerable.Range(0, members).Select(i => new DatagramForge(EpochId, i))];
        Roster = Roster.OfEqualMembers(members);
        ScreenOptions checks = new()
        {
            ChecksPerPeerPerS = Math.Max(20_000, options?.EventsPerPeerPerS ?? 0),
            EventsPerCreatorPerS = options?.EventsPerCreatorPerS is < 2_000 and int perS ? perS : 2_000_000,
        };
        Screen = new DatagramScreen(EpochId, Roster, new MemberIndex(0), Signatures, checks);
        Engine = new GossipEngine(
            new GossipSetup
            {
                EpochId = EpochId,
                Roster = Roster,
                Self = new MemberIndex(0),
                Signer = Signatures,
                Screen = Screen,
                Options = options ?? new GossipOptions(),
                GraphOptions = graph ?? new EventGraphOptions(),
                Resume = resume,
            },
            this,
            Now);
    }

    public EventHash EpochId { get; }

    public EventForge Forge { get; }

    public Roster Roster { get; }

    public ToySignatures Signatures { get; } = new(new MemberIndex(0));

    public DatagramScreen Screen { get; }

    public GossipEngine Engine { get; }

    public Micros Now { get; private set; } = new(1_000_000_000);

    public List<SentMessage> Sent { get; } = [];

    public List<byte[]> Datagrams { get; } = [];

    public List<byte[]> OwnEvents { get; } = [];

    public List<byte[]> Accepted { get; } = [];

    /// <summary>What was told to be journaled, in that order.</summary>
    public List<byte[]> Journal { get; } = [];

    public List<int> Branches { get; } = [];

    public RefusalCounts Refusals => Engine.Refusals;

    public void Deliver(int from, params ForgedEvent[] events)
    {
        foreach (ForgedEvent forged in events)
        {
            DeliverDatagram(from, _forges[from].Events(forged));
        }
    }

    /// <summary>Hands events to the screen and, if it lets them through, to the engine.</summary>
    public void DeliverWhatever(int from, params ForgedEvent[] events)
    {
        foreach (ForgedEvent forged in events)
        {
            if (Screen.Screen(new MemberIndex(from), _forges[from].Events(forged), Now, _screened))
            {
                Engine.Receive(_screened, Now);
            }
        }
    }

    public void Deliver(int from, MessageKind kind, byte[] body) =>
        DeliverDatagram(from, _forges[from].Messages((kind, body)));

    /// <summary>Delivers the first event of a chain of member 1, and another in its place; returns the chain.</summary>
    public ForgedEvent[] DeliverBranch(int length)
    {
        ForgedEvent[] chain = Forge.Chain(Forge.First(1), length);
        Deliver(1, chain[0], Forge.First(1, createdAt: 78));
        Assert.That(Branches, Is.EqualTo(new[] { 1 }));
        return chain;
    }

    /// <summary>Lets the engine measure this delay to a member.</summary>
    public void Measure(int member, int oneWayMs)
    {
        uint sentAt = (uint)(Now.Value - (2_000 * oneWayMs));
        byte[] frontier = DatagramForge.FrontierBody(asks: false, new int[Roster.Count]);
        DeliverDatagram(member, _forges[member].Messages((sentAt, 0), (MessageKind.Frontier, frontier)));
    }

    public Micros Tick(double ms = 0)
    {
        Now += new Micros((long)(ms * 1_000));
        return Engine.Tick(Now);
    }

    /// <summary>Lets time pass in steps of a millisecond.</summary>
    public void Run(int ms)
    {
        for (int i = 0; i < ms; i++)
        {
            Tick(1);
        }
    }

    public IEnumerable<SentMessage> SentOf(MessageKind kind) => Sent.Where(message => message.Kind == kind);

    public long Refused(int peer, RefusalReason reason) => Refusals.Of(new MemberIndex(peer), reason);

    public EventLayout LayoutOf(byte[] eventBytes)
    {
        Assert.That(EventLayout.TryRead(eventBytes, Roster.Count, out EventLayout layout, out _), Is.True);
        return layout;
    }

    public void Send(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        Datagrams.Add(datagram.ToArray());
        int at = DatagramHeader.Bytes;
        while (at < datagram.Length)
        {
            MessageKind kind = (MessageKind)datagram[at++];
            Varint.TryRead(datagram, ref at, int.MaxValue, out int length);
            Sent.Add(new SentMessage(to.Value, kind, datagram.Slice(at, length).ToArray()));
            at += length;
        }
    }

    public void OwnEvent(ReadOnlySpan<byte> eventBytes) => OwnEvents.Add(eventBytes.ToArray());

    public void AcceptedEvent(ReadOnlySpan<byte> eventBytes)
    {
        Accepted.Add(eventBytes.ToArray());
        Journal.Add(Accepted[^1]);
    }

    public void ParentHashes(ReadOnlySpan<byte> record) => Journal.Add(record.ToArray());

    public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        Branches.Add(member.Value);

    private void DeliverDatagram(int from, byte[] datagram)
    {
        Assert.That(Screen.Screen(new MemberIndex(from), datagram, Now, _screened), Is.True);
        Engine.Receive(_screened, Now);
    }
}
