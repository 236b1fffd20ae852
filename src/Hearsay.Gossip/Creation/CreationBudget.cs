using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// What a member's upload budget says about when its next event may come: a bucket that holds four events, and gets
/// one more in each interval in which pushing an event to everybody fits the budget. Four, so that the events of a
/// round may come close together, as they do, while their mean stays inside the budget.
/// </summary>
internal struct CreationBudget
{
    private const long MicrosPerS = 1_000_000;

    // Pushes may use seven eighths of the upload budget: answers to one percent of loss take a hundredth of what is
    // pushed, frontiers as much, and events that come later for want of budget cost all members time.
    private const int PushShareNumerator = 7;
    private const int PushShareDenominator = 8;

    private const int EventsHeld = 4;

    // A push that repeats the event before must fit the budget this often: about once per step of a round.
    private const int RepeatsPerS = 10;

    // The mean follows the last pushes so closely.
    private const int PushesInMean = 8;

    private readonly long _pushBytesPerS;
    private long _pushBytes;
    private Micros _fullAt;

    /// <summary>The budget of one of so many members; the bucket is full at a time.</summary>
    public CreationBudget(GossipOptions options, int members, Micros fullAt)
    {
        _pushBytesPerS = PushBytesPerS(options.UploadBytesPerS);
        _pushBytes = ParentLimit.PushBytes(members, ParentLimit.Of(options, members));
        _fullAt = fullAt;
    }

    /// <summary>The time in which the budget carries one event to everybody.</summary>
    public readonly Micros Interval => IntervalOf(_pushBytes, _pushBytesPerS);

    /// <summary>The same for events that name so few parents as a limit ever is.</summary>
    public static Micros LeastInterval(GossipOptions options, int members) =>
        IntervalOf(ParentLimit.PushBytes(members, ParentLimit.Least), PushBytesPerS(options.UploadBytesPerS));

    /// <summary>Bytes per second of a budget that pushes may use.</summary>
    public static long PushBytesPerS(long uploadBytesPerS) =>
        Math.Max(1, uploadBytesPerS / PushShareDenominator * PushShareNumerator);

    /// <summary>
    /// True when pushes may repeat the own event before. Where the budget sets the pace, repeating would slow all down
    /// by more than it brings, because asking takes less than an interval.
    /// </summary>
    public static bool CarriesRepeats(GossipOptions options, int members)
    {
        long bytes = 2 * ParentLimit.PushBytes(members, ParentLimit.Of(options, members));
        return bytes <= PushBytesPerS(options.UploadBytesPerS) / RepeatsPerS;
    }

    /// <summary>Notes how many bytes a whole push took, packet overhead included.</summary>
    public void NotePushed(long bytes) => _pushBytes += (bytes - _pushBytes) / PushesInMean;

    /// <summary>Takes an event out of the bucket.</summary>
    public void Take(Micros now) => _fullAt = Schedules.Max(_fullAt, now) + Interval;

    /// <summary>When the bucket has so many events, 1 to 4.</summary>
    public readonly Micros WhenHas(int events) => new(_fullAt.Value - ((EventsHeld - events) * Interval.Value));

    private static Micros IntervalOf(long bytes, long bytesPerS) => new((long)((Int128)bytes * MicrosPerS / bytesPerS));
}
