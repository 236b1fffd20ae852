using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// When the next own event is due. While something is to be ordered: once per cadence, and as early as the minimum
/// interval when events of a supermajority came since the last own one; never later than the cadence for want of a
/// supermajority, because crashed members must not slow the others down. When delays are so short that the members'
/// own work is what takes time (the minimum interval is below the turn time), they take turns in roster order as far as
/// that goes: events that follow each other bring the order further than as many that do not know of each other, by
/// half in a roster of four. Without anything to order: at the heartbeat,
/// or never. While a supermajority cannot be heard nothing can be decided, so creation slows down.
/// </summary>
internal sealed class CreationClock
{
    private const long MicrosPerS = 1_000_000;
    private const int TurnPlaces = 2;

    private readonly EngineParts _parts;
    private readonly Undecided _undecided;
    private readonly int[] _arrivedIn;
    private readonly int _undecidedShare;
    private readonly int _undecidedOwnMax;
    private long _arrivedWeight;
    private int _ownEvents = 1;
    private CreationPace _pace;
    private Micros _activeSince = Schedules.Never;

    public CreationClock(EngineParts parts, Undecided undecided)
    {
        _parts = parts;
        _undecided = undecided;
        _arrivedIn = new int[parts.Roster.Count];
        _arrivedWeight = parts.Roster.WeightOf(parts.Self);
        Micros longAgo = new(parts.Now.Value - (60 * MicrosPerS));
        _pace = new CreationPace(parts.Options, parts.Roster.Count, longAgo);
        _undecidedShare = UndecidedShare.Of(parts.Roster.Count);
        _undecidedOwnMax = Math.Min(parts.Options.UndecidedOwnEventsMax, _undecidedShare / 2);
    }

    /// <summary>Notes an event of another member that entered the graph.</summary>
    public void NoteArrival(MemberIndex creator)
    {
        if (_arrivedIn[creator.Value] != _ownEvents)
        {
            _arrivedIn[creator.Value] = _ownEvents;
            _arrivedWeight += _parts.Roster.WeightOf(creator);
        }
    }

    /// <summary>Notes that an own event was created now, or could not be: the next try has its own interval.</summary>
    public void NoteCreated()
    {
        _ownEvents++;
        _arrivedWeight = _parts.Roster.WeightOf(_parts.Self);
        _pace.NoteCreated(_parts.Now);
    }

    /// <summary>Notes how many bytes a whole push took, packet overhead included.</summary>
    public void NotePushed(long bytes) => _pace.NotePushed(bytes);

    /// <summary>When the next own event is due; a time that is past when it is due now.</summary>
    /// <param name="hasPayload">True while actions or system entries wait for an own event.</param>
    public Micros NextDue(bool hasPayload)
    {
        bool isActive = hasPayload || _undecided.WithPayload > 0;
        double heartbeatMs = _parts.Options.HeartbeatMs;
        NoteActivity(isActive || heartbeatMs > 0);
        if (!isActive && heartbeatMs <= 0)
        {
            return Schedules.Never;
        }

        bool hears = _parts.Peers.HearsSupermajority(_parts.Now);
        bool isFull = _undecided.Of(_parts.Self) >= _undecidedOwnMax;
        if (_undecided.Of(_parts.Self) >= _undecidedShare || (isFull && !hears))
        {
            return Schedules.Never;
        }

        bool isTrying = _parts.Now - _activeSince < Schedules.FromMs(_parts.Options.HearingMs);
        Micros wanted = isActive ? ActiveInterval() : Schedules.FromMs(heartbeatMs);
        return _pace.Due(_pace.Interval(wanted, isSlowed: isFull || !(hears || isTrying)), hasPayload);
    }

    private Micros ActiveInterval() => _parts.Roster.IsSupermajority(_arrivedWeight)
        ? _pace.Early(_parts.Options.TurnMs <= _parts.Options.MinimumIntervalMs || IsOwnTurn())
        : _pace.Cadence(_parts.Peers.MedianDelay(_parts.Now));

    /// <summary>
    /// True when the newest event of the lively member two places before this one in the roster has the last own event
    /// among its ancestors: it followed that, and the next own event may follow it. Two places, not one, so that two
    /// members are at work at any time and a core need not wait.
    /// </summary>
    private bool IsOwnTurn()
    {
        int self = _parts.Self.Value;
        int before = _parts.Peers.LivelyBefore(_parts.Self, TurnPlaces, _parts.Now).Value;
        int newest = before == self ? -1 : _parts.Known.HeadOf(new MemberIndex(before));
        if (newest < 0)
        {
            return true;
        }

        ReadOnlySpan<int> ancestors = _parts.Graph.LastAncestors(_parts.Known[newest].Handle);
        return ancestors.IsEmpty || ancestors[self] >= _parts.Known.Highest[self];
    }

    /// <summary>
    /// The first events after a silence are created at full pace: nobody could have been heard before.
    /// </summary>
    private void NoteActivity(bool isActive)
    {
        if (!isActive)
        {
            _activeSince = Schedules.Never;
        }
        else if (_activeSince == Schedules.Never)
        {
            _activeSince = _parts.Now;
        }
    }
}
