using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Compares frontiers (highest sequence per creator) with one peer at a time, and sends each other what is missing.
/// Finds what no later event names: lost last events, and what passes between members that cannot reach each other.
/// While nothing changes the comparisons become rare. While events come, they tell as much, for they name all that is
/// news: comparisons are put off, but not for ever. A peer that is far behind compares again as soon as the answer is
/// in.
/// </summary>
internal sealed class AntiEntropy
{
    /// <summary>Comparisons are put off for so many intervals at most.</summary>
    public const int IntervalsPutOff = 4;

    private const int FarBehindEvents = 64;
    private const long CatchUpMarginMicros = 50_000;
    private const long InFlightMarginMicros = 30_000;

    private readonly EngineParts _parts;
    private readonly Answers _answers;
    private readonly BranchWatch _branches;
    private readonly byte[] _body = new byte[Limits.EventBytesMax];
    private readonly int[] _held;
    private readonly Micros _busyInterval;
    private readonly Micros _quietInterval;
    private Micros _interval;
    private Micros _last;
    private Micros _catchUpAt = Schedules.Never;
    private MemberIndex _catchUpWith;
    private long _insertedAtCatchUp = -1;
    private long _insertedAtLast;
    private long _insertedSeen;
    private Micros _changedAt;
    private bool _differed;
    private int _nextPart;
    private ulong _random;

    public AntiEntropy(EngineParts parts, Answers answers, BranchWatch branches)
    {
        _parts = parts;
        _answers = answers;
        _branches = branches;
        _held = new int[parts.Roster.Count];
        _busyInterval = Schedules.FromMs(parts.Options.FrontierMs);
        _quietInterval = Schedules.Max(_busyInterval, Schedules.FromMs(parts.Options.FrontierQuietMs));
        _interval = _busyInterval;
        _last = parts.Now;
        _random = parts.Setup.EpochId.Prefix + (ulong)parts.Self.Value;
    }

    /// <summary>When the next comparison is due.</summary>
    public Micros NextDue() => _parts.Roster.Count == 1
        ? Schedules.Never
        : Schedules.Min(_catchUpAt, HasNews ? NewsDue() : _last + _interval);

    private bool HasNews => _differed || _parts.Counters.EventsInserted != _insertedAtLast;

    /// <summary>Begins a comparison when one is due.</summary>
    public void Run()
    {
        if (_parts.Counters.EventsInserted != _insertedSeen)
        {
            _insertedSeen = _parts.Counters.EventsInserted;
            _changedAt = _parts.Now;
        }

        if (_parts.Now >= _catchUpAt)
        {
            _catchUpAt = Schedules.Never;
            _insertedAtCatchUp = _parts.Counters.EventsInserted;
            SendPart(_catchUpWith);
        }

        if (_parts.Now < NextDue())
        {
            return;
        }

        _interval = HasNews ? _busyInterval : Schedules.Min(new Micros(_interval.Value * 2), _quietInterval);
        _insertedAtLast = _parts.Counters.EventsInserted;
        _differed = false;
        _last = _parts.Now;
        SendPart(RandomPeer());
    }

    /// <summary>Asks a peer for its frontier, this member's own chain included.</summary>
    public void AskAbout(MemberIndex member, MemberIndex peer, uint mark)
    {
        int first = member.Value;
        Send(peer, asks: true, mark, ref first);
    }

    /// <summary>Takes a peer's frontier: sends what it misses, and its own frontier when asked.</summary>
    public void Take(FrontierMessage frontier, MemberIndex from)
    {
        int first = frontier.First.Value;
        long ahead = 0;
        _answers.StartMissing();
        FrontierMessage heads = frontier;
        while (heads.TryRead(out MemberIndex creator, out Sequence highest))
        {
            if (_branches.HasBranched(creator))
            {
                // Of these everybody takes only what others' events need, and asks for that.
                continue;
            }

            ahead += Math.Max(0, highest.Value - _parts.Known.HeldUpTo(creator).Value);
            if (highest.Value < _parts.Known.Highest[creator.Value])
            {
                _answers.AddMissing(creator, highest);
                _differed = true;
            }
        }

        _differed |= ahead > 0;
        Micros inFlight = new(_parts.Peers[from].Delay.RoundTrip.Value + InFlightMarginMicros);
        _answers.ServeMissing(from, _parts.Now - inFlight);
        if (frontier.Asks && _parts.Peers.TryTakeAnswer(from, Limits.EventBytesMax, _parts.Now))
        {
            Send(from, asks: false, frontier.Mark, ref first);
        }

        // Without progress since the last time it would only be a peer that claims what it does not have.
        bool hasProgress = _insertedAtCatchUp != _parts.Counters.EventsInserted;
        if (ahead >= FarBehindEvents && hasProgress && _catchUpAt == Schedules.Never)
        {
            _catchUpWith = from;
            _catchUpAt = _parts.Now + new Micros(_parts.Peers[from].Delay.RoundTrip.Value + CatchUpMarginMicros);
        }
    }

    private Micros NewsDue()
    {
        Micros usual = _last + _busyInterval;
        Micros latest = new(_last.Value + (IntervalsPutOff * _busyInterval.Value));
        return _differed ? usual : Schedules.Min(Schedules.Max(usual, _changedAt + _busyInterval), latest);
    }

    private void SendPart(MemberIndex to)
    {
        Send(to, asks: true, mark: 0, ref _nextPart);
        _nextPart = _nextPart == _parts.Roster.Count ? 0 : _nextPart;
    }

    private void Send(MemberIndex to, bool asks, uint mark, ref int first)
    {
        for (int i = first; i < _held.Length; i++)
        {
            _held[i] = _parts.Known.HeldUpTo(new MemberIndex(i)).Value;
        }

        if (!asks && mark != 0)
        {
            // It wants to know what it made, also where others cannot understand it yet.
            _held[to.Value] = _parts.Known.HighestKept(to).Value;
        }

        int length = FrontierMessage.Write(_body, (asks, mark), _held, ref first);
        _parts.Outbox.Add(to, MessageKind.Frontier, _body.AsSpan(0, length));
    }

    /// <summary>
    /// SplitMix64 (Steele, Lea and Flood, 2014): spreads the comparisons; nobody gains from predicting it.
    /// </summary>
    private MemberIndex RandomPeer()
    {
        _random += 0x9e3779b97f4a7c15;
        ulong mixed = (_random ^ (_random >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        int others = _parts.Roster.Count - 1;
        int peer = (int)((mixed ^ (mixed >> 31)) % (ulong)others);
        return new MemberIndex(peer >= _parts.Self.Value ? peer + 1 : peer);
    }
}
