namespace Hearsay.Gossip;

/// <summary>
/// Timing, budgets and bounds of a <see cref="GossipEngine"/>. None of them changes the agreed order's rules.
/// </summary>
public sealed record GossipOptions
{
    // A day: keeps sums of times far inside a long.
    internal const double TimeMsMax = 86_400_000;

    /// <summary>
    /// Least time between two own events, in milliseconds, whatever calls for one. 0 for throughput: then actions do
    /// not call for an event of their own, they fill those that come anyway. Default null: a quarter of the median
    /// one-way delay to the other members, between 1 and 5.
    /// </summary>
    public double? MinimumIntervalMs { get; init; }

    /// <summary>
    /// Time between own events, in milliseconds, when there is nothing to order. Default 0: none, a quiet session is
    /// silent. A game that simulates continuously sets 100.
    /// </summary>
    public double HeartbeatMs { get; init; }

    /// <summary>
    /// A member is heard when a datagram or a new event of it came within this time, in milliseconds. While less than a
    /// supermajority is heard, creation slows down to <see cref="UnheardIntervalMs"/>. Default 2,000.
    /// </summary>
    public double HearingMs { get; init; } = 2_000;

    /// <summary>
    /// Time between own events while less than a supermajority is heard, in milliseconds; the heartbeat when that is
    /// longer. Default 1,000.
    /// </summary>
    public double UnheardIntervalMs { get; init; } = 1_000;

    /// <summary>
    /// Own events that may be undecided before creation pauses until a supermajority is heard again. Default 1,024.
    /// </summary>
    public int UndecidedOwnEventsMax { get; init; } = 1_024;

    /// <summary>
    /// Upload budget in bytes per second, IP and UDP headers included. Creation slows down so that pushing own events
    /// to everybody stays inside it; at most half of it goes to answers. Default 1 MiB.
    /// </summary>
    public long UploadBytesPerS { get; init; } = 1_048_576;

    /// <summary>
    /// Bytes that may leave at once before the budget paces them. Default 1 MiB; a line that drops bursts wants less.
    /// </summary>
    public long UploadBurstBytes { get; init; } = 1_048_576;

    /// <summary>
    /// Other-parents per event, 1 to 255; all others' events when there are fewer. Default null: 64, and fewer where
    /// the upload budget lets this roster create events only rarely.
    /// </summary>
    public int? ParentsMax { get; init; }

    /// <summary>
    /// Time between frontiers to single peers after something happened, in milliseconds; four times as long while
    /// events keep coming. Default 250.
    /// </summary>
    public double FrontierMs { get; init; } = 250;

    /// <summary>Longest time between frontiers when nothing happens, in milliseconds. Default 8,000.</summary>
    public double FrontierQuietMs { get; init; } = 8_000;

    /// <summary>Least wait for a missing parent before it is asked for, in milliseconds. Default 3.</summary>
    public double ReorderMinMs { get; init; } = 3;

    /// <summary>Longest such wait, in milliseconds, when the delay to the sender is long. Default 25.</summary>
    public double ReorderMaxMs { get; init; } = 25;

    /// <summary>
    /// Measured loss towards a peer above which a push repeats the own event before it. Default 0.003.
    /// </summary>
    public double RepeatOneLoss { get; init; } = 0.003;

    /// <summary>Measured loss above which it repeats the two before it. Default 0.05.</summary>
    public double RepeatTwoLoss { get; init; } = 0.05;

    /// <summary>
    /// Bytes of ordered events that are kept to serve slower peers. The newest are kept. Default 64 MiB.
    /// </summary>
    public long RetainedBytesMax { get; init; } = 64L << 20;

    /// <summary>
    /// Events that may wait for their parents, over all creators; each creator has its share, at least 64. About 1.3 KB
    /// each. Default 16,384.
    /// </summary>
    public int WaitingEventsMax { get; init; } = 16_384;

    /// <summary>Events per second that one peer may send before the rest is dropped. Default 20,000.</summary>
    public int EventsPerPeerPerS { get; init; } = 20_000;

    /// <summary>
    /// What makes events due. Some of it is left out on purpose only, so that a test can prove that it would see it.
    /// Internal: no shipped peer can set it.
    /// </summary>
    internal CreationCauses Causes { get; init; } = CreationCauses.All;

    /// <summary>What stands against hostile members; some of it is left out for the same purpose only.</summary>
    internal Defences Defences { get; init; } = Defences.All;

    /// <summary>
    /// Events per second that one member may create before the rest is left out until others need it. Every member has
    /// to keep up with every other, so the slowest machine counts: the default, 2,000, is ten times what a member
    /// creates at the default interval, and costs a seventh of a core to verify.
    /// </summary>
    public int EventsPerCreatorPerS { get; init; } = 2_000;

    /// <summary>Says what is out of range.</summary>
    internal void Check()
    {
        double[] timesMs =
        [
            MinimumIntervalMs ?? 0, HeartbeatMs, HearingMs, UnheardIntervalMs, FrontierMs, FrontierQuietMs,
            ReorderMinMs, ReorderMaxMs,
        ];
        if (timesMs.Any(ms => !(ms is >= 0 and <= TimeMsMax)) || FrontierMs < 1 || ReorderMaxMs < ReorderMinMs)
        {
            throw new ArgumentException(
                $"Times are 0 to {TimeMsMax} ms, frontiers at least 1 ms apart, reorder times in order: {this}");
        }

        if (UploadBytesPerS < 1 || UploadBurstBytes < Limits.DatagramBytesMax + Limits.PacketOverheadBytes)
        {
            throw new ArgumentException($"The upload budget must let one datagram pass: {this}");
        }

        if (ParentsMax is < 1 or > byte.MaxValue || UndecidedOwnEventsMax < 1 || EventsPerPeerPerS < 1
            || EventsPerCreatorPerS < 1)
        {
            throw new ArgumentException($"Parents are 1 to 255; counts are at least 1: {this}");
        }
    }
}
