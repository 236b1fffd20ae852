namespace Hearsay.Simulation;

/// <summary>
/// The simulated network: every datagram's fate is drawn from the parameters of its link. Nodes are peers; a member
/// that runs several peers on one key has several nodes. The idea of a packet simulator with documented, seeded
/// parameters is TigerBeetle's (src/testing/packet_simulator.zig).
/// </summary>
internal sealed class PacketNetwork
{
    private const long MicrosPerS = 1_000_000;

    /// <summary>IPv4 and UDP headers: they count against a rate.</summary>
    private const int HeaderBytes = 28;

    private readonly Agenda _agenda;
    private readonly Dice _dice;
    private readonly LinkState[] _links;
    private readonly LinkState[] _calm;
    private readonly Action<Packet> _arrived;
    private readonly Stack<Packet> _spare = [];
    private readonly int _nodes;

    /// <summary>A network in which nothing is lost or slow yet.</summary>
    /// <param name="agenda">Virtual time.</param>
    /// <param name="seed">The seed of its dice.</param>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="arrived">Called at a datagram's time of arrival; the packet is valid during the call.</param>
    public PacketNetwork(Agenda agenda, ulong seed, int nodes, Action<Packet> arrived)
    {
        _agenda = agenda;
        _dice = new Dice(seed, "network");
        _nodes = nodes;
        _arrived = arrived;
        _links = [.. Enumerable.Range(0, nodes * nodes).Select(_ => new LinkState())];
        _calm = [.. Enumerable.Range(0, nodes * nodes).Select(_ => new LinkState())];
    }

    /// <summary>How many datagrams had each fate.</summary>
    public long[] Fates { get; } = new long[Enum.GetValues<PacketFate>().Length];

    /// <summary>Datagrams on their way.</summary>
    public int InFlight { get; private set; }

    /// <summary>How many nodes there are.</summary>
    public int Nodes => _nodes;

    /// <summary>Chooses delays against the members; null (the default) leaves them to chance.</summary>
    public IDelayPolicy? DelayPolicy { get; set; }

    /// <summary>The link from one node to another.</summary>
    public LinkState Link(int from, int to) => _links[(from * _nodes) + to];

    /// <summary>All links between different nodes.</summary>
    public IEnumerable<(int From, int To, LinkState State)> Links =>
        from source in Enumerable.Range(0, _nodes)
        from target in Enumerable.Range(0, _nodes)
        where source != target
        select (source, target, Link(source, target));

    /// <summary>Takes what the links are now as the calm state that <see cref="Calm"/> returns to.</summary>
    public void RememberCalm()
    {
        for (int i = 0; i < _links.Length; i++)
        {
            _calm[i].CopyFrom(_links[i]);
        }
    }

    /// <summary>Ends every fault of the links: cuts, losses and changed delays.</summary>
    public void Calm()
    {
        for (int i = 0; i < _links.Length; i++)
        {
            _links[i].CopyFrom(_calm[i]);
            _links[i].Cuts = 0;
        }

        DelayPolicy = null;
    }

    /// <summary>Mean one-way delay of the links without faults, in microseconds.</summary>
    public long MeanCalmDelayMicros() =>
        (long)Enumerable.Range(0, _nodes * _nodes)
            .Where(link => link / _nodes != link % _nodes)
            .Select(link => _calm[link].DelayMicros + _calm[link].JitterMicros)
            .DefaultIfEmpty()
            .Average();

    /// <summary>Sends a datagram.</summary>
    public void Send(int from, int to, ReadOnlySpan<byte> datagram) => Send(from, to, datagram, from);

    /// <summary>
    /// Sends a datagram that takes the way between two nodes and seems to come from <paramref name="shownAs"/>.
    /// </summary>
    public void Send(int from, int to, ReadOnlySpan<byte> datagram, int shownAs)
    {
        LinkState link = Link(from, to);
        if (link.Cuts > 0)
        {
            Fates[(int)PacketFate.Cut]++;
            return;
        }

        if (!TryQueue(link, datagram.Length, out long startMicros))
        {
            Fates[(int)PacketFate.OverRate]++;
            return;
        }

        if (_dice.Chance(link.LossPpm) || InFlight >= Limits.PacketsInFlightMax)
        {
            Fates[(int)PacketFate.Lost]++;
            return;
        }

        Plan(shownAs, to, datagram, startMicros + DelayOf(link));
        if (_dice.Chance(link.DuplicatePpm))
        {
            Fates[(int)PacketFate.Duplicated]++;
            Plan(shownAs, to, datagram, startMicros + DelayOf(link));
        }
    }

    private bool TryQueue(LinkState link, int bytes, out long startMicros)
    {
        startMicros = _agenda.NowMicros;
        if (link.BytesPerS == 0)
        {
            return true;
        }

        long waitMicros = Math.Max(0, link.FreeAtMicros - startMicros);
        if (waitMicros * link.BytesPerS / MicrosPerS > link.QueueBytes)
        {
            return false;
        }

        startMicros += waitMicros;
        link.FreeAtMicros = startMicros + ((bytes + HeaderBytes) * MicrosPerS / link.BytesPerS);
        return true;
    }

    private long DelayOf(LinkState link)
    {
        long delay = link.DelayMicros + (link.JitterMicros > 0 ? _dice.Exponential(link.JitterMicros) : 0);
        if (_dice.Chance(link.ReorderPpm))
        {
            Fates[(int)PacketFate.Reordered]++;
            delay += _dice.Between(0, link.ReorderMicros);
        }

        return delay;
    }

    private void Plan(int from, int to, ReadOnlySpan<byte> datagram, long atMicros)
    {
        Packet packet = _spare.Count > 0 ? _spare.Pop() : new Packet(this);
        packet.Fill(from, to, datagram);
        InFlight++;
        if (DelayPolicy is { } policy)
        {
            long later = policy.ArrivalMicros(packet, atMicros);
            Fates[(int)PacketFate.HeldBack] += later > atMicros ? 1 : 0;
            atMicros = later;
        }

        _agenda.At(atMicros, packet);
    }

    private void Arrive(Packet packet)
    {
        InFlight--;
        _arrived(packet);
        _spare.Push(packet);
    }

    /// <summary>A datagram on its way. Pooled: do not keep it.</summary>
    internal sealed class Packet(PacketNetwork network) : IDue
    {
        private readonly byte[] _bytes = new byte[Gossip.Limits.DatagramBytesMax];
        private int _length;

        public int From { get; private set; }

        public int To { get; private set; }

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

        public void Fill(int from, int to, ReadOnlySpan<byte> datagram)
        {
            From = from;
            To = to;
            datagram.CopyTo(_bytes);
            _length = datagram.Length;
        }

        public void Happen() => network.Arrive(this);
    }
}
