using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>One peer of a <see cref="VirtualNetwork"/>: screen, engine, and everything the engine said.</summary>
internal sealed class VirtualPeer : IGossipOutput
{
    private readonly OrderedRound _round = new();
    private readonly ScreenedDatagram _screened = new();
    private readonly VirtualNetwork _network;

    public VirtualPeer(VirtualNetwork network, GossipSetup setup, Micros now)
    {
        _network = network;
        Self = setup.Self;
        Signatures = (ToySignatures)setup.Signer;
        Screen = new DatagramScreen(setup.EpochId, setup.Roster, Self, Signatures);
        Engine = new GossipEngine(setup with { Screen = Screen }, this, now);
    }

    public MemberIndex Self { get; }

    public ToySignatures Signatures { get; }

    public DatagramScreen Screen { get; }

    public GossipEngine Engine { get; }

    /// <summary>False: datagrams to and from it vanish, and it is not called.</summary>
    public bool IsUp { get; set; } = true;

    public List<EventHash> Order { get; } = [];

    public List<string> Actions { get; } = [];

    /// <summary>When each action was ordered here.</summary>
    public List<Micros> OrderedAt { get; } = [];

    public List<byte[]> OwnEvents { get; } = [];

    public List<byte[]> AcceptedEvents { get; } = [];

    /// <summary>All events in the order in which they would have been journaled.</summary>
    public List<byte[]> Journal { get; } = [];

    public List<(MemberIndex Member, byte[] One, byte[] Other)> Branches { get; } = [];

    public void Send(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        Assert.That(datagram.Length, Is.InRange(DatagramHeader.Bytes + 1, Limits.DatagramBytesMax));
        _network.Send(this, to, datagram);
    }

    public void OwnEvent(ReadOnlySpan<byte> eventBytes)
    {
        OwnEvents.Add(eventBytes.ToArray());
        Journal.Add(OwnEvents[^1]);
    }

    public void AcceptedEvent(ReadOnlySpan<byte> eventBytes)
    {
        AcceptedEvents.Add(eventBytes.ToArray());
        Journal.Add(AcceptedEvents[^1]);
    }

    public void ParentHashes(ReadOnlySpan<byte> record) => Journal.Add(record.ToArray());

    public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        Branches.Add((member, one.ToArray(), other.ToArray()));

    public void Deliver(MemberIndex from, ReadOnlySpan<byte> datagram, Micros now)
    {
        if (Screen.Screen(from, datagram, now, _screened))
        {
            Engine.Receive(_screened, now);
        }
    }

    public Micros Tick(Micros now)
    {
        Micros next = Engine.Tick(now);
        while (Engine.TryTakeRound(_round))
        {
            foreach (ref readonly OrderedEvent ordered in _round.Events)
            {
                Order.Add(ordered.Hash);
                PayloadReader payload = Engine.PayloadOf(ordered);
                while (payload.TryRead(out PayloadEntry entry))
                {
                    Actions.Add($"{ordered.Creator.Value}:{entry.ActionNumber}:{Convert.ToHexString(entry.Bytes)}");
                    OrderedAt.Add(now);
                }
            }
        }

        return next;
    }
}
