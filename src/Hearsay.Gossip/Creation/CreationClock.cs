using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// When the next own event is due. While something is to be ordered: by the <see cref="CreationRule"/>. Without
/// anything to order: at the heartbeat, or never. While a supermajority cannot be heard nothing can be decided, so
/// creation slows down, and pauses when much is undecided.
/// </summary>
internal sealed class CreationClock
{
    // Longer than any interval that options may ask for.
    private const double LongMs = 2 * GossipOptions.TimeMsMax;

    private readonly EngineParts _parts;
    private readonly Undecided _undecided;
    private readonly int _undecidedShare;
    private readonly int _undecidedOwnMax;
    private CreationRule _rule;
    private Micros _activeSince = Schedules.Never;

    public CreationClock(EngineParts parts, Undecided undecided)
    {
        _parts = parts;
        _undecided = undecided;
        Micros longAgo = parts.Now - Schedules.FromMs(LongMs);
        _rule = new CreationRule(parts.Options, parts.Roster, longAgo);
        _undecidedShare = UndecidedShare.Of(parts.Roster.Count);
        _undecidedOwnMax = Math.Min(parts.Options.UndecidedOwnEventsMax, _undecidedShare / 2);
    }

    /// <summary>Notes that an own event was created now.</summary>
    public void NoteCreated() => _rule.NoteCreated(_parts.Now);

    /// <summary>Notes that an own event could not be created: the next try has its own interval.</summary>
    public void NoteRefused() => _rule.NoteRefused(_parts.Now);

    /// <summary>Notes how many bytes a whole push took, packet overhead included.</summary>
    public void NotePushed(long bytes) => _rule.NotePushed(bytes);

    /// <summary>When the next own event is due; a time that is past when it is due now.</summary>
    /// <param name="hasPayload">True while actions or system entries wait for an own event.</param>
    public Micros NextDue(bool hasPayload)
    {
        bool isActive = hasPayload || _undecided.WithPayload > 0;
        NoteActivity(isActive || _parts.Options.HeartbeatMs > 0);
        if (!isActive && _parts.Options.HeartbeatMs <= 0)
        {
            return Schedules.Never;
        }

        bool hears = _parts.Peers.HearsSupermajority(_parts.Now);
        bool isFull = _undecided.Of(_parts.Self) >= _undecidedOwnMax;
        if (_undecided.Of(_parts.Self) >= _undecidedShare || (isFull && !hears))
        {
            return Schedules.Never;
        }

        _rule.Observe(_parts.Graph.Progress, _parts.Now);
        bool isTrying = _parts.Now - _activeSince < Schedules.FromMs(_parts.Options.HearingMs);
        bool isSlowed = isFull || !(hears || isTrying);
        Micros medianDelay = _parts.Peers.MedianDelay(_parts.Now);
        return _rule.Due(new CreationNeed(medianDelay, isActive, hasPayload, isSlowed));
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
            if (_rule.IsStarved(_parts.Peers.MedianDelay(_parts.Now)))
            {
                _rule.TakeTurn(_parts.Now, _parts.Self.Value);
            }
        }
    }
}
