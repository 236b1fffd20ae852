using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>
/// Several engines in one thread under virtual time, joined by a network with faults. Everything follows from the seed.
/// </summary>
internal sealed class VirtualNetwork
{
    private readonly PriorityQueue<Arrival, (long At, long Number)> _arrivals = new();
    private readonly Random _random;
    private readonly List<Micros> _nextTick = [];
    private readonly GossipOptions _options;
    private readonly Lazy<List<VirtualPeer>> _peers;
    private readonly Dictionary<int, (int Node, Func<int, bool> Side)> _twins = [];
    private long _sent;

    public VirtualNetwork(int members, NetworkFaults faults, int seed, GossipOptions? options = null)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        _random = new Random(seed);
        _options = options ?? new GossipOptions();
        Faults = faults;
        Roster = Roster.OfEqualMembers(members);
        Now = new Micros(1_700_000_000_000_000);
        Start = Now;
        EpochId = EventHash.Read(Enumerable.Range(7, 32).Select(i => (byte)i).ToArray());
        _peers = new Lazy<List<VirtualPeer>>(
            () => [.. Enumerable.Range(0, members).Select(i => NewPeer(i, resume: false))]);
        _nextTick.AddRange(Enumerable.Repeat(Now, members));
    }

    public NetworkFaults Faults { get; set; }

    public Roster Roster { get; }

    public EventHash EpochId { get; }

    /// <summary>The members' peers in roster order, then the twins.</summary>
    public List<VirtualPeer> Peers => _peers.Value;

    /// <summary>The graphs' options; to be set before anything happens.</summary>
    public EventGraphOptions GraphOptions { get; init; } = new();

    public Micros Start { get; }

    public Micros Now { get; private set; }

    /// <summary>Datagrams sent so far.</summary>
    public long Sent => _sent;

    /// <summary>Decides about each datagram, beside the faults: false drops it.</summary>
    public Func<MemberIndex, MemberIndex, byte[], bool> Passes { get; set; } = (_, _, _) => true;

    /// <summary>One-way delay from one member to another, milliseconds, when it is not the same for all.</summary>
    public Func<int, int, double>? DelayMs { get; set; }

    public VirtualPeer this[int index] => Peers[index];

    /// <summary>
    /// Gives a member a second peer with the same key, which branches: those on its side talk to the twin, the others
    /// to the first.
    /// </summary>
    public VirtualPeer AddTwin(int member, Func<int, bool> side)
    {
        VirtualPeer twin = NewPeer(member, resume: false);
        _twins[member] = (Peers.Count, side);
        Peers.Add(twin);
        _nextTick.Add(Now);
        return twin;
    }

    public void Send(VirtualPeer sender, MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        _sent++;
        byte[] copy = datagram.ToArray();
        int node = NodeOf(sender, to.Value);
        if (node < 0 || !sender.IsUp || !Passes(sender.Self, to, copy) || _random.NextDouble() < Faults.Loss)
        {
            return;
        }

        Schedule(sender.Self, to, node, copy);
        if (_random.NextDouble() < Faults.Duplication)
        {
            Schedule(sender.Self, to, node, copy);
        }
    }

    public void Submit(int member, params byte[] action)
    {
        SubmitOutcome outcome = Peers[member].Engine.Submit(action, Now, out _);
        Assert.That(outcome, Is.EqualTo(SubmitOutcome.Accepted));
        _nextTick[member] = Now;
    }

    /// <summary>Lets time pass.</summary>
    public void Run(double ms)
    {
        Micros end = Now + new Micros((long)(ms * 1_000));
        while (true)
        {
            int ticking = NextToTick();
            long arrival = _arrivals.TryPeek(out _, out (long At, long Number) first) ? first.At : long.MaxValue;
            long next = Math.Min(arrival, _nextTick[ticking].Value);
            if (next > end.Value)
            {
                Now = end;
                return;
            }

            Now = new Micros(Math.Max(Now.Value, next));
            if (arrival == next)
            {
                Arrival arriving = _arrivals.Dequeue();
                ticking = arriving.Node;
                if (Peers[ticking].IsUp)
                {
                    Peers[ticking].Deliver(arriving.From, arriving.Datagram, Now);
                }
            }

            _nextTick[ticking] = Peers[ticking].IsUp ? Peers[ticking].Tick(Now) : new Micros(long.MaxValue);
            Assert.That(_nextTick[ticking], Is.GreaterThan(Now), "a tick leaves nothing due");
        }
    }

    /// <summary>Starts a stopped peer anew; with a journal it gets those events first.</summary>
    public void Restart(int member, bool resume, IEnumerable<byte[]>? journal = null)
    {
        Peers[member] = NewPeer(member, resume);
        foreach (byte[] eventBytes in journal ?? [])
        {
            Assert.That(Peers[member].Engine.Restore(eventBytes, Now), Is.True);
        }

        _nextTick[member] = Now;
    }

    public void Stop(int member) => Peers[member].IsUp = false;

    private VirtualPeer NewPeer(int member, bool resume) => new(
        this,
        new GossipSetup
        {
            EpochId = EpochId,
            Roster = Roster,
            Self = new MemberIndex(member),
            Signer = new ToySignatures(new MemberIndex(member)),
            Options = _options,
            GraphOptions = GraphOptions,
            Resume = resume,
        },
        Now);

    private int NextToTick()
    {
        int least = 0;
        for (int i = 1; i < _nextTick.Count; i++)
        {
            least = _nextTick[i] < _nextTick[least] ? i : least;
        }

        return least;
    }

    /// <summary>
    /// Where a datagram arrives: at a member's peer or its twin; -1 when the sender is on the other's side.
    /// </summary>
    private int NodeOf(VirtualPeer sender, int to)
    {
        if (_twins.TryGetValue(sender.Self.Value, out (int Node, Func<int, bool> Side) own)
            && own.Side(to) != ReferenceEquals(Peers[own.Node], sender))
        {
            return -1;
        }

        bool hasTwin = _twins.TryGetValue(to, out (int Node, Func<int, bool> Side) twin);
        return hasTwin && twin.Side(sender.Self.Value) ? twin.Node : to;
    }

    private void Schedule(MemberIndex from, MemberIndex to, int node, byte[] datagram)
    {
        double delay = DelayMs?.Invoke(from.Value, to.Value) ?? Faults.DelayMs;
        double ms = delay + (_random.NextDouble() * Faults.JitterMs);
        _arrivals.Enqueue(new Arrival(from, node, datagram), (Now.Value + (long)(ms * 1_000), _sent));
    }

    private sealed record Arrival(MemberIndex From, int Node, byte[] Datagram);
}
