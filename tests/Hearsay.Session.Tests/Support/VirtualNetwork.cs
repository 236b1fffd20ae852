using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>
/// Peers of one session in one thread under virtual time: every datagram takes a random delay and may be lost. The same
/// settings give the same run.
/// </summary>
internal sealed class VirtualNetwork
{
    public static readonly Micros Start = new(1_767_225_600_000_000);

    private readonly PriorityQueue<Delivery, long> _deliveries = new();
    private readonly Stack<byte[]> _buffers = new();
    private readonly Random _random;
    private readonly Settings _settings;
    private readonly Genesis _genesis;

    public VirtualNetwork(Settings settings, Genesis genesis)
    {
        TestContext.Out.WriteLine(settings);
        _settings = settings;
        _random = new Random(settings.Seed);
        _genesis = genesis;
        Peers = [.. genesis.Members.Select((_, i) => new VirtualPeer(this, genesis, new MemberIndex(i)))];
    }

    public VirtualPeer[] Peers { get; }

    public Micros Now { get; private set; } = Start;

    /// <summary>Datagrams from and to this member are lost while it is set.</summary>
    public int? CutOff { get; set; }

    public bool KeepsNotes => _settings.KeepsNotes;

    public GossipOptions Gossip => _settings.Gossip;

    /// <summary>Runs until nothing more is due before the time has passed.</summary>
    public void Run(long micros)
    {
        Micros end = Now + new Micros(micros);
        while (true)
        {
            VirtualPeer first = Peers[0];
            foreach (VirtualPeer peer in Peers)
            {
                first = peer.NextTick < first.NextTick ? peer : first;
            }

            long delivery = _deliveries.TryPeek(out _, out long at) ? at : long.MaxValue;
            long next = Math.Min(delivery, first.NextTick.Value);
            if (next > end.Value)
            {
                Now = end;
                return;
            }

            Now = new Micros(Math.Max(Now.Value, next));
            if (delivery <= first.NextTick.Value)
            {
                Deliver();
            }
            else
            {
                first.Tick();
            }
        }
    }

    public void Send(MemberIndex from, MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        bool isCut = CutOff == from.Value || CutOff == to.Value;
        if (isCut || _random.NextDouble() < _settings.Loss)
        {
            return;
        }

        byte[] buffer = _buffers.TryPop(out byte[]? free) ? free : new byte[Hearsay.Gossip.Limits.DatagramBytesMax];
        datagram.CopyTo(buffer);
        long delay = _random.NextInt64(_settings.DelayMicrosMin, _settings.DelayMicrosMax + 1);
        _deliveries.Enqueue(new Delivery(from, to, buffer, datagram.Length), Now.Value + delay);
    }

    /// <summary>The peer crashes, and starts again from what is left.</summary>
    public VirtualPeer Restart(int member, IReadOnlyList<byte[]> journal, bool isJournalComplete)
    {
        Peers[member] = new VirtualPeer(this, _genesis, new MemberIndex(member), new(journal, isJournalComplete));
        return Peers[member];
    }

    private void Deliver()
    {
        Delivery delivery = _deliveries.Dequeue();
        Peers[delivery.To.Value].Receive(delivery.From, delivery.Buffer.AsSpan(0, delivery.Length));
        _buffers.Push(delivery.Buffer);
    }

    public sealed record Settings(int Seed)
    {
        public double Loss { get; init; }

        public long DelayMicrosMin { get; init; } = 10_000;

        public long DelayMicrosMax { get; init; } = 40_000;

        public bool KeepsNotes { get; init; } = true;

        public GossipOptions Gossip { get; init; } = new();
    }

    private readonly record struct Delivery(MemberIndex From, MemberIndex To, byte[] Buffer, int Length);
}
