namespace Hearsay.Session;

/// <summary>The bounds of a session: each with its unit and its reason.</summary>
public static class Limits
{
    /// <summary>Bytes of a key file. A P-256 key in PEM has about 240; more is another kind of file.</summary>
    public const int KeyFileBytesMax = 4_096;

    /// <summary>
    /// Ready verification keys over all members (about 6 KB each, most of it the platform's): 12 MB at most.
    /// </summary>
    public const int ReadyKeysMax = 2_048;

    /// <summary>
    /// Ready verification keys per member: as many as threads verify one member's events at the same moment.
    /// </summary>
    public const int ReadyKeysPerMemberMax = 4;

    /// <summary>
    /// Bytes of a member's name, a game's id and a version: they are shown in lists and hashed often.
    /// </summary>
    public const int NameBytesMax = 64;

    /// <summary>Bytes of an address: the longest DNS names with a port fit; longer texts are mistakes.</summary>
    public const int AddressBytesMax = 256;

    /// <summary>The longest heartbeat in milliseconds: a minute without an event is silence.</summary>
    public const int HeartbeatMsMax = 60_000;

    /// <summary>
    /// The highest rate of actions per member and second: the interval between two stays a whole microsecond.
    /// </summary>
    public const int ActionsPerSecondMax = 1_000_000;

    /// <summary>Actions of one member that may be ordered at once: a second at the highest rate.</summary>
    public const int ActionBurstMax = 1_000_000;

    /// <summary>The shortest epoch in rounds: a change of epoch costs a few rounds itself.</summary>
    public const int RoundsPerEpochMin = 100;

    /// <summary>
    /// The longest duration that a histogram tells apart, in microseconds: over an hour. What takes longer is a
    /// stopped session.
    /// </summary>
    public const long LatencyMicrosMax = 1L << 32;

    /// <summary>Rounds whose digests are kept for comparison: minutes at any pace (about 80 bytes each).</summary>
    public const int DigestHistoryRounds = 4_096;

    /// <summary>
    /// Own actions that may be pending at once, submitted and not final: seconds of a flood at any finality (24 bytes
    /// each).
    /// </summary>
    public const int PendingActionsMax = 8_192;

    /// <summary>
    /// Own actions between the submitting threads and the owner, a power of two (about 600 bytes each).
    /// </summary>
    public const int QueuedSubmissionsMax = 1_024;

    /// <summary>
    /// Screened datagrams between the receive workers and the owner, a power of two (about 3 KB each, made on
    /// demand): a tenth of a second at the highest rate that verification lets through.
    /// </summary>
    public const int InboxDatagramsMax = 2_048;

    /// <summary>
    /// Readings of the state that may wait for the owner, a power of two: each has a thread or task behind it.
    /// </summary>
    public const int QueuedReadingsMax = 256;

    /// <summary>Datagrams that the owner takes before it looks at actions, readings and the clock again.</summary>
    public const int DatagramsPerTurn = 64;

    /// <summary>Datagrams that a receive worker takes from the link at once.</summary>
    public const int DatagramsPerReceive = 32;

    /// <summary>
    /// What a receive worker screens before it looks at the link again, in units of
    /// <see cref="Hearsay.Gossip.ScreenedDatagram.Cost"/>: a batch of datagrams with one new event each, about 2.5 ms.
    /// </summary>
    public const int ScreeningPerReceive = DatagramsPerReceive * Hearsay.Gossip.Limits.TurnQuantum;

    /// <summary>Receive workers of one session: more only wait for each other.</summary>
    public const int ReceiveWorkersMax = 16;

    /// <summary>
    /// Milliseconds that the receive workers have to come back from their link once that is closed. One that takes
    /// longer is stuck in the link or in a handler; to wait on for it would hide why the session stopped.
    /// </summary>
    public const int ReceiversLeaveMsMax = 3_000;

    /// <summary>
    /// Exceptions that a stopped session keeps: each thread, handler and part throws once or twice on its way out.
    /// </summary>
    public const int SuppressedExceptionsMax = 16;
}
