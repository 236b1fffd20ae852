using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>What is measured and budgeted for one other member.</summary>
internal struct Peer
{
    /// <summary>When a datagram or a new event of it came last.</summary>
    public Micros LastHeard;

    public DelayMeter Delay;

    /// <summary>Loss from the peer to here.</summary>
    public LossMeter Loss;

    /// <summary>Loss from here to the peer, as it reports: share in 1/65,535.</summary>
    public ushort MissedThere;

    /// <summary>The number of the next datagram to it.</summary>
    public uint NextNumber;

    /// <summary>How often it was asked as the nearest since an awaited event came from it.</summary>
    public int Unanswered;

    /// <summary>Bytes of answers that are kept free for it.</summary>
    public TokenBucket OwnAnswers;

    /// <summary>Bytes of answers to it beyond those.</summary>
    public TokenBucket Answers;

    /// <summary>Events from it.</summary>
    public TokenBucket Events;

    /// <summary>Requests, frontiers and questions from it.</summary>
    public TokenBucket Queries;

    /// <summary>Places that its requests make this member look at.</summary>
    public TokenBucket Places;
}

/// <summary>The other members, as this one hears them.</summary>
internal sealed class PeerTable
{
    private const long MicrosPerS = 1_000_000;

    // Whoever is heard at all while a session is busy is heard more often than this: a few events in each round.
    private const long LivelyMicros = 500_000;

    // A neighbour that answers now and then is worth asking; one that never does costs a try each time.
    private const int UnansweredMax = 8;

    // The part of the upload that is divided among the peers that ask, and that which they share.
    private const int AnswerShare = 4;
    private const int PacketBytesMax = Limits.DatagramBytesMax + Limits.PacketOverheadBytes;

    private readonly Peer[] _peers;
    private readonly long[] _delays;
    private readonly GossipSetup _setup;
    private readonly Micros _hearing;
    private readonly AnswerTurns _turns;
    private TokenBucket _upload;
    private TokenBucket _answers;
    private Micros _comparedAt;
    private Micros _listenedAt;
    private Micros _median;
    private MemberIndex _nearest;
    private long _heardWeight;

    public PeerTable(GossipSetup setup, Micros now)
    {
        _setup = setup;
        _peers = new Peer[setup.Roster.Count];
        _delays = new long[setup.Roster.Count];
        _turns = new AnswerTurns(setup.Roster.Count);
        _hearing = Schedules.FromMs(setup.Options.HearingMs);
        _comparedAt = _listenedAt = new Micros(now.Value - MicrosPerS);
        GossipOptions options = setup.Options;
        _upload = new TokenBucket(options.UploadBytesPerS, options.UploadBurstBytes, now);
        long quarterPerS = options.UploadBytesPerS / AnswerShare;
        long ownPerS = quarterPerS / _peers.Length;
        _answers = new TokenBucket(quarterPerS, quarterPerS, now);
        foreach (ref Peer peer in _peers.AsSpan())
        {
            peer.LastHeard = new Micros(long.MinValue / 2);
            peer.OwnAnswers = new TokenBucket(ownPerS, Math.Max(ownPerS, PacketBytesMax), now);
            peer.Answers = new TokenBucket(quarterPerS, Limits.AnswerBurstBytes, now);
            peer.Events = new TokenBucket(options.EventsPerPeerPerS, options.EventsPerPeerPerS, now);
            peer.Queries = new TokenBucket(Limits.QueriesPerPeerPerS, Limits.QueriesPerPeerPerS, now);
            peer.Places = new TokenBucket(Limits.PlacesPerPeerPerS, Limits.PlacesPerPeerPerS, now);
        }
    }

    /// <summary>The state of a member; that of the own index is unused.</summary>
    public ref Peer this[MemberIndex member] => ref _peers[member.Value];

    public int Count => _peers.Length;

    /// <summary>Takes the bytes of an own event's push from the upload budget.</summary>
    public bool TryTakePush(int bytes, Micros now) => _upload.TryTake(bytes, now);

    /// <summary>When the upload budget will have so many bytes.</summary>
    public Micros WhenPush(int bytes) => _upload.WhenHas(bytes);

    /// <summary>
    /// Takes the bytes of an answer from the whole budget, and within it from the peer's own part, or else from the
    /// part that all share, in turns: so nobody's questions use up what another needs.
    /// </summary>
    public bool TryTakeAnswer(MemberIndex to, int bytes, Micros now)
    {
        ref Peer peer = ref _peers[to.Value];
        if (peer.OwnAnswers.Has(bytes, now))
        {
            return _upload.TryTake(bytes, now) && peer.OwnAnswers.TryTake(bytes, now);
        }

        // Turns are for when less than half is left of what all share; noted always: who asks may be the next.
        bool isTurn = _turns.IsTurnOf(to, now) || _answers.Has(_setup.Options.UploadBytesPerS / AnswerShare / 2, now)
            || !_setup.Options.Defences.HasFlag(Defences.PassingOn);
        return isTurn && peer.Answers.Has(bytes, now) && _answers.Has(bytes, now) && _upload.TryTake(bytes, now)
            && _answers.TryTake(bytes, now) && peer.Answers.TryTake(bytes, now);
    }

    /// <summary>Takes places to look at from what a peer's requests may cost.</summary>
    public bool TryTakePlaces(MemberIndex of, int places, Micros now) =>
        _peers[of.Value].Places.TryTake(places, now)
        || !_setup.Options.Defences.HasFlag(Defences.ChargedPlaces);

    /// <summary>The median of the measured one-way delays; 0 before the first. Renewed four times a second.</summary>
    public Micros MedianDelay(Micros now)
    {
        CompareDelays(now);
        return _median;
    }

    /// <summary>
    /// The member of the least measured delay among those heard a moment ago that answer when they are asked; the
    /// member itself when there is none. Renewed four times a second.
    /// </summary>
    public MemberIndex Nearest(Micros now)
    {
        CompareDelays(now);
        return _nearest;
    }

    /// <summary>True when a supermajority, with this member, was heard lately. Renewed twenty times a second.</summary>
    public bool HearsSupermajority(Micros now)
    {
        Listen(now);
        return _setup.Roster.IsSupermajority(_heardWeight);
    }

    private void CompareDelays(Micros now)
    {
        if ((now - _comparedAt).Value < MicrosPerS / 4)
        {
            return;
        }

        _comparedAt = now;
        _nearest = _setup.Self;
        long least = long.MaxValue;
        int measured = 0;
        for (int i = 0; i < _peers.Length; i++)
        {
            long delay = _peers[i].Delay.OneWay.Value;
            if (delay == 0)
            {
                continue;
            }

            _delays[measured++] = delay;
            if (delay < least && (now - _peers[i].LastHeard).Value <= LivelyMicros
                && _peers[i].Unanswered < UnansweredMax)
            {
                least = delay;
                _nearest = new MemberIndex(i);
            }
        }

        Span<long> delays = _delays.AsSpan(0, measured);
        delays.Sort();
        _median = new Micros(measured == 0 ? 0 : delays[measured / 2]);
    }

    private void Listen(Micros now)
    {
        if ((now - _listenedAt).Value < MicrosPerS / 20)
        {
            return;
        }

        _listenedAt = now;
        _heardWeight = _setup.Roster.WeightOf(_setup.Self);
        for (int i = 0; i < _peers.Length; i++)
        {
            bool isHeard = i != _setup.Self.Value && now - _peers[i].LastHeard <= _hearing;
            _heardWeight += isHeard ? _setup.Roster.WeightOf(new MemberIndex(i)) : 0;
        }
    }
}
