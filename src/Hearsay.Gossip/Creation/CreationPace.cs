using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// How long after an own event the next one may come, as far as a member's own options, its delays and its upload
/// budget say: pushing each event to everybody must fit the budget, whatever else would call for an event. The state of
/// one member; <see cref="CreationClock"/> adds what the graph says.
/// </summary>
internal struct CreationPace
{
    private const long MicrosPerS = 1_000_000;

    // Pushes may use seven eighths of the upload budget: answers to one percent of loss take a hundredth of what is
    // pushed, frontiers as much, and events that come later for want of budget cost all members time.
    private const int PushShareNumerator = 7;
    private const int PushShareDenominator = 8;

    // An event with an action may come a quarter of the interval early: with a half, uneven intervals cost more time
    // than is won as soon as datagrams get lost.
    private const int EarlyShare = 4;

    // The mean follows the last pushes so closely.
    private const int PushesInMean = 8;

    private readonly GossipOptions _options;
    private long _pushBytes;
    private Micros _countedFrom;

    /// <summary>The pace of one of so many members; its last event counts as created at a time.</summary>
    public CreationPace(GossipOptions options, int members, Micros created)
    {
        _options = options;
        _countedFrom = created;
        _pushBytes = ParentLimit.PushBytes(members, ParentLimit.Of(options, members));
    }

    /// <summary>Bytes per second of a budget that pushes may use.</summary>
    public static long PushBytesPerS(long uploadBytesPerS) =>
        Math.Max(1, uploadBytesPerS / PushShareDenominator * PushShareNumerator);

    /// <summary>
    /// True when pushes may repeat the own event before: when events of twice the bytes still leave at the longest
    /// cadence. Where the budget sets the pace, repeating would slow everything down by more than it brings, because
    /// asking takes less than an interval.
    /// </summary>
    public static bool CarriesRepeats(GossipOptions options, int members)
    {
        double bytes = 2.0 * ParentLimit.PushBytes(members, ParentLimit.Of(options, members));
        double longestS = Math.Max(options.CadenceMinMs, options.CadenceMaxMs) / 1_000;
        return bytes <= PushBytesPerS(options.UploadBytesPerS) * longestS;
    }

    /// <summary>Notes how many bytes a whole push took, packet overhead included.</summary>
    public void NotePushed(long bytes) => _pushBytes += (bytes - _pushBytes) / PushesInMean;

    /// <summary>The interval when events of a supermajority came since the last own event.</summary>
    /// <param name="isTurn">True when it is this member's turn, where turns are taken.</param>
    public readonly Micros Early(bool isTurn)
    {
        Micros least = Schedules.FromMs(_options.MinimumIntervalMs);
        return isTurn ? least : Schedules.Max(least, Schedules.FromMs(_options.TurnMs));
    }

    /// <summary>The interval otherwise: a third of the median one-way delay, within its bounds.</summary>
    public readonly Micros Cadence(Micros medianDelay)
    {
        long shortest = Schedules.FromMs(_options.CadenceMinMs).Value;
        long longest = Schedules.FromMs(_options.CadenceMaxMs).Value;
        return new Micros(Math.Clamp(medianDelay.Value / 3, shortest, Math.Max(shortest, longest)));
    }

    /// <summary>The interval that is kept in the end.</summary>
    /// <param name="wanted">That by <see cref="Early"/> or <see cref="Cadence"/>.</param>
    /// <param name="isSlowed">True while nothing can be decided for want of a supermajority.</param>
    public readonly Micros Interval(Micros wanted, bool isSlowed)
    {
        Micros interval = _options.HeartbeatMs > 0
            ? Schedules.Min(wanted, Schedules.FromMs(_options.HeartbeatMs))
            : wanted;
        interval = isSlowed
            ? Schedules.Max(interval, Schedules.FromMs(_options.UnheardIntervalMs))
            : interval;
        return Schedules.Max(interval, Upload());
    }

    /// <summary>Notes that an own event was created, or could not be.</summary>
    public void NoteCreated(Micros now)
    {
        Micros interval = Upload();
        Micros latest = new(now.Value + (interval.Value / EarlyShare));
        _countedFrom = Schedules.Max(now, Schedules.Min(_countedFrom + interval, latest));
    }

    /// <summary>
    /// When the next event is due. Where the budget stretches the interval beyond the longest cadence, an action need
    /// not wait for the end of it: its event may come up to a quarter of it before its time, and the interval after it
    /// counts from that time, so that no more events are created than without. In shorter intervals there is less to
    /// gain than the uneven intervals cost.
    /// </summary>
    /// <param name="interval">That by <see cref="Interval"/>.</param>
    /// <param name="hasPayload">True while something waits for the event.</param>
    public readonly Micros Due(Micros interval, bool hasPayload)
    {
        bool isEarly = hasPayload && interval <= Upload() && interval > Schedules.FromMs(_options.CadenceMaxMs);
        return _countedFrom + interval - new Micros(isEarly ? interval.Value / EarlyShare : 0);
    }

    /// <summary>The shortest interval that the upload budget carries.</summary>
    public readonly Micros Upload() =>
        new((long)((Int128)_pushBytes * MicrosPerS / PushBytesPerS(_options.UploadBytesPerS)));
}
