using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>A peer of a <see cref="VirtualNetwork"/>, what it said, and what it allocated by itself.</summary>
internal sealed class VirtualPeer : IPeerOutput
{
    private readonly VirtualNetwork _network;
    private readonly DatagramScreen _screen;
    private readonly ScreenedDatagram _screened = new();
    private readonly MemberIndex _self;
    private long _allocatedByOthers;

    public VirtualPeer(VirtualNetwork network, Genesis genesis, MemberIndex self, Restart? restart = null)
    {
        Epoch epoch = Epoch.First(genesis);
        _network = network;
        _self = self;
        StandInSignatures signatures = new(self);
        _screen = new DatagramScreen(epoch.Id, epoch.Roster, self, signatures);
        Notebook = new Notebook(network.KeepsNotes);
        Journal = new MemoryJournal(network.KeepsNotes, restart?.Journal ?? []);
        PeerSetup setup = new()
        {
            Epoch = epoch,
            Constitution = genesis.Constitution,
            Self = self,
            Signer = signatures,
            Screen = _screen,
            Gossip = network.Gossip,
            Journal = Journal,
        };
        setup = setup with { Resume = restart is { IsJournalComplete: false } };
        Peer = new Peer(setup, Notebook, this, network.Now);
        foreach (byte[] written in restart?.Journal ?? [])
        {
            Assert.That(Peer.Restore(written, network.Now), Is.True);
        }

        NextTick = network.Now;
    }

    public Peer Peer { get; }

    public Notebook Notebook { get; }

    public MemoryJournal Journal { get; }

    public Micros NextTick { get; private set; }

    public List<FinalAction> Final { get; } = [];

    public List<RoundDigests> Rounds { get; } = [];

    /// <summary>Events ordered so far.</summary>
    public long Events { get; private set; }

    public int BranchesProven { get; private set; }

    /// <summary>
    /// Bytes that the peer's calls allocated, without what the network and the notebook did meanwhile.
    /// </summary>
    public long Allocated { get; private set; }

    public void Receive(MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        long before = Begin();
        if (_screen.Screen(from, datagram, _network.Now, _screened))
        {
            Peer.Receive(_screened, _network.Now);
            NextTick = Peer.Tick(_network.Now);
        }

        End(before);
    }

    public void Tick()
    {
        long before = Begin();
        NextTick = Peer.Tick(_network.Now);
        End(before);
    }

    public long Submit(params ReadOnlySpan<byte> action)
    {
        long before = Begin();
        SubmitOutcome outcome = Peer.Submit(action, _network.Now, out long number);
        NextTick = Peer.Tick(_network.Now);
        End(before);
        Assert.That(outcome, Is.EqualTo(SubmitOutcome.Accepted));
        return number;
    }

    public void Send(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        _network.Send(_self, to, datagram);
        _allocatedByOthers += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public void RoundDecided(in DecidedRound decided)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Rounds.Add(decided.Digests);
        Events += decided.Ordered.Events.Length;
        _allocatedByOthers += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public void OwnActionFinal(in FinalAction action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Final.Add(action);
        _allocatedByOthers += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => BranchesProven++;

    private long Begin()
    {
        _allocatedByOthers = 0;
        return GC.GetAllocatedBytesForCurrentThread();
    }

    private void End(long before) =>
        Allocated += GC.GetAllocatedBytesForCurrentThread() - before - _allocatedByOthers;

    /// <summary>What a crashed peer has left.</summary>
    /// <param name="Journal">The events that survived, in the order they were written.</param>
    /// <param name="IsJournalComplete">False when own events may be missing.</param>
    internal sealed record Restart(IReadOnlyList<byte[]> Journal, bool IsJournalComplete);
}
