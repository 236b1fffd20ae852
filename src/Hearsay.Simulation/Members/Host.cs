using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;
using Peer = Hearsay.Session.Peer;

namespace Hearsay.Simulation;

/// <summary>
/// A simulated machine with one peer on it: screen, peer, state machine, clock, journal and a timer. It plays the part
/// that sockets, threads and the disk play in a shipped session, and it is what crashes and restarts.
/// </summary>
internal sealed class Host : IPeerOutput, IJournal
{
    private readonly Stage _stage;
    private readonly ScreenedDatagram _screened = new();
    private readonly HostTimer _timer;
    private readonly HostTurns _turns;
    private DatagramScreen _screen;
    private Peer? _peer;

    public Host(Stage stage, int node, MemberIndex member, int face)
    {
        _stage = stage;
        Node = node;
        Member = member;
        Face = face;
        _timer = new HostTimer(stage.Agenda, Clock, Tick);
        _turns = new HostTurns(stage.Agenda, this);
        _screen = NewScreen();
    }

    /// <summary>Its place in the network.</summary>
    public int Node { get; }

    /// <summary>The member whose key it has.</summary>
    public MemberIndex Member { get; }

    /// <summary>Which of the member's peers it is: 0 for an honest member's only one.</summary>
    public int Face { get; }

    /// <summary>What it does beside the protocol; null for an honest member.</summary>
    public Adversary? Adversary { get; set; }

    public bool IsHonest => Adversary is null;

    public bool IsUp => _peer is not null;

    /// <summary>Set when the peer stopped with an exception: it stays down until restarted.</summary>
    public string? Failure { get; private set; }

    public LocalClock Clock { get; } = new();

    public SimulatedDisk Disk { get; } = new();

    /// <summary>Whether the journal is kept: only needed when somebody may crash.</summary>
    public bool KeepsJournal { get; set; }

    /// <summary>How the member's work is paced, and what waits for it.</summary>
    public HostTurns Turns => _turns;

    /// <summary>The peer; the host is up.</summary>
    public Peer Peer => _peer ?? throw new InvalidOperationException("a host that is down has no peer");

    /// <summary>Screen refusals, for reports.</summary>
    public DatagramScreen Screen => _screen;

    /// <summary>The state machine of the running peer.</summary>
    public RecordingMachine? Machine { get; private set; }

    public string Name => Face == 0 ? $"m{Member.Value}" : $"m{Member.Value}.{Face}";

    /// <summary>The epoch that its peer is in.</summary>
    public EventHash EpochId => _stage.Epoch.Id;

    /// <summary>The time on its clock.</summary>
    public Micros Now => Clock.At(_stage.Agenda.NowMicros);

    /// <summary>Brings the peer up for the first time.</summary>
    public void Start() => Start(resumes: false);

    /// <summary>Brings the peer up again with what its disk holds; nothing happens when it is up.</summary>
    public void Restart()
    {
        if (_peer is null)
        {
            Start(resumes: !Disk.IsComplete);
        }
    }

    /// <summary>Takes the peer down as kill -9 does.</summary>
    public void Crash()
    {
        if (_peer is null)
        {
            return;
        }

        _peer = null;
        _turns.Clear();
        Disk.TearTail(_stage.CrashDice);
        _stage.Tell(watcher => watcher.Crashed(this));
    }

    /// <summary>A datagram reached the machine.</summary>
    public void Deliver(MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        if (_peer is null)
        {
            _stage.Network.Fates[(int)PacketFate.ReceiverDown]++;
            return;
        }

        if (_turns.IsPaced)
        {
            PacketFate fate = _turns.TryQueue(from, datagram) ? PacketFate.Delivered : PacketFate.BufferFull;
            _stage.Network.Fates[(int)fate]++;
            return;
        }

        _stage.Network.Fates[(int)PacketFate.Delivered]++;
        Take(from, datagram);
        Tick();
    }

    /// <summary>Hands a datagram to the peer, without a tick.</summary>
    public void Take(MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        if (_peer is not { } peer || Adversary?.Hears(this, from, datagram) == false)
        {
            return;
        }

        foreach (SessionWatcher watcher in _stage.Watchers)
        {
            watcher.Arrived(this, from, datagram);
        }

        datagram = _stage.Control is { } control ? control.Hears(this, from, datagram) : datagram;
        try
        {
            if (_screen.Screen(from, datagram, Now, _screened))
            {
                peer.Receive(_screened, Now);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Fail(failure);
        }
    }

    /// <summary>Hands an event of the member's own making to the peer.</summary>
    public void TakeEvent(ReadOnlySpan<byte> eventBytes)
    {
        if (_peer is { } peer && _screen.ScreenEvent(Member, eventBytes, Now, _screened))
        {
            peer.Receive(_screened, Now);
        }
    }

    /// <summary>Submits an action; false when the peer is down or refuses.</summary>
    public bool Submit(ReadOnlySpan<byte> action)
    {
        if (_peer is not { } peer)
        {
            return false;
        }

        long number = 0;
        try
        {
            if (peer.Submit(action, Now, out number) != SubmitOutcome.Accepted)
            {
                return false;
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Fail(failure);
            return false;
        }

        foreach (SessionWatcher watcher in _stage.Watchers)
        {
            watcher.Submitted(this, number);
        }

        Tick();
        return true;
    }

    /// <summary>Lets the peer do what is due.</summary>
    public void Tick()
    {
        if (_peer is not { } peer)
        {
            return;
        }

        try
        {
            _timer.Arm(peer.Tick(Now));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Fail(failure);
        }
    }

    /// <summary>Sends a datagram to every peer of a member, past the adversary.</summary>
    public void SendRaw(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        foreach (Host target in _stage.HostsOf(to))
        {
            _stage.Network.Send(Node, target.Node, datagram);
        }
    }

    void IPeerOutput.Send(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        if (Adversary?.Sends(this, to, datagram) != false)
        {
            SendRaw(to, datagram);
        }
    }

    void IPeerOutput.RoundDecided(in DecidedRound decided)
    {
        _stage.Control?.Decides(this, decided.Ordered);
        foreach (SessionWatcher watcher in _stage.Watchers)
        {
            watcher.RoundDecided(this, decided);
        }
    }

    void IPeerOutput.OwnActionFinal(in FinalAction action)
    {
        foreach (SessionWatcher watcher in _stage.Watchers)
        {
            watcher.Final(this, action);
        }
    }

    void IPeerOutput.BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        _stage.Tell(watcher => watcher.BranchProven(this, member));

    void IJournal.OwnEvent(ReadOnlySpan<byte> eventBytes)
    {
        Write(eventBytes, isSynced: _stage.Control?.SyncsJournal != false);
        _stage.Control?.Saw(this, eventBytes);
        Adversary?.Made(this, eventBytes);
        foreach (SessionWatcher watcher in _stage.Watchers)
        {
            watcher.OwnEvent(this, eventBytes);
        }
    }

    void IJournal.AcceptedEvent(ReadOnlySpan<byte> eventBytes)
    {
        Write(eventBytes, isSynced: false);
        _stage.Control?.Saw(this, eventBytes);
        Adversary?.Accepted(this, eventBytes);
        foreach (SessionWatcher watcher in _stage.Watchers)
        {
            watcher.AcceptedEvent(this, eventBytes);
        }
    }

    void IJournal.ParentHashes(ReadOnlySpan<byte> record) => Write(record, isSynced: false);

    private void Start(bool resumes)
    {
        Failure = null;
        _screen = NewScreen();
        Machine = new RecordingMachine(_stage.NewStateMachine(this), this, _stage);
        _stage.Tell(watcher => watcher.Started(this, Disk.IsComplete));
        try
        {
            Peer peer = new(_stage.SetupOf(this, resumes), Machine, this, Now);
            _peer = peer;
            Restore(peer);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Fail(failure);
        }

        _stage.Agenda.After(0, Tick);
    }

    private void Restore(Peer peer)
    {
        foreach (byte[] record in Disk.Records)
        {
            if (!peer.Restore(record, Now))
            {
                _stage.Violate("restore", $"{Name} wrote an event into its journal that it cannot read back");
                _peer = null;
                return;
            }

            foreach (SessionWatcher watcher in GossipEngine.IsEvent(record) ? _stage.Watchers : [])
            {
                watcher.AcceptedEvent(this, record);
            }
        }
    }

    private void Write(ReadOnlySpan<byte> eventBytes, bool isSynced)
    {
        if (KeepsJournal)
        {
            Disk.Append(eventBytes, isSynced);
        }
    }

    private DatagramScreen NewScreen() =>
        new(_stage.Epoch.Id, _stage.Epoch.Roster, Member, _stage.Verifier, new ScreenOptions
        {
            RememberedSignatures = 8_192,
            RememberedEvents = 8_192,
            ChecksPerPeerPerS = _stage.Plan.Gossip.EventsPerPeerPerS,
            EventsPerCreatorPerS = _stage.Plan.Gossip.EventsPerCreatorPerS,
        });

    private void Fail(Exception failure)
    {
        bool isDisk = failure is IOException && Disk.IsFull;
        Crash();
        if (!isDisk)
        {
            Failure = $"{failure.GetType().Name}: {failure.Message}";
            _stage.PeerFailed(this, failure);
        }
    }
}
