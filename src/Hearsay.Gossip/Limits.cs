namespace Hearsay.Gossip;

/// <summary>The bounds of gossip: each with its unit and its reason.</summary>
public static class Limits
{
    /// <summary>
    /// Bytes of a datagram, without what a transport adds. Passes every path that carries IPv6, unfragmented.
    /// </summary>
    public const int DatagramBytesMax = 1_200;

    /// <summary>
    /// Bytes of an encoded event: what is left of a datagram after its header and the message's frame.
    /// </summary>
    public const int EventBytesMax = DatagramBytesMax - DatagramHeader.Bytes - MessageFrameBytesMax;

    /// <summary>Bytes of a message's frame: its kind, and its length as a varint.</summary>
    public const int MessageFrameBytesMax = 3;

    /// <summary>Messages in one datagram. More than ten events do not fit; the rest leaves room for requests.</summary>
    public const int MessagesPerDatagramMax = 32;

    /// <summary>Bytes of one application action: several fit one event beside its parents.</summary>
    public const int ActionBytesMax = 512;

    /// <summary>Bytes of one system entry: votes and evidence are larger than actions, and must fit an event.</summary>
    public const int SystemEntryBytesMax = 768;

    /// <summary>Action number. Leaves room to count on without overflow.</summary>
    public const long ActionNumberMax = 1L << 48;

    /// <summary>
    /// Creation time, microseconds since the Unix epoch: the year 9999. Keeps sums of times far inside a long.
    /// </summary>
    public const long CreatedAtMax = 253_402_300_799_999_999;

    /// <summary>Age of a parent, in units of 100 µs: 29 hours. Longer ones are named as this.</summary>
    public const int AgeMax = (1 << 30) - 1;

    /// <summary>
    /// Bytes of actions and system entries waiting for an own event: a second of full events at 200 per second.
    /// </summary>
    public const int QueuedPayloadBytesMax = 256 * 1_024;

    /// <summary>Ranges in one request. A request fits a datagram with room for events beside it.</summary>
    public const int RangesPerRequestMax = 64;

    /// <summary>Events in one requested range. Larger gaps are closed piece by piece, as answers arrive.</summary>
    public const int RequestedPerRangeMax = 256;

    /// <summary>
    /// Datagrams of one member that may wait for their screening whatever the others do: a burst of pushes while the
    /// common room is full.
    /// </summary>
    public const int TurnDatagramsPerPeer = 4;

    /// <summary>
    /// Datagrams that wait in the room that all members share, on each receiving thread: what a socket brings while the
    /// dearest datagram is checked, many times over. 1,200 bytes each.
    /// </summary>
    public const int TurnDatagramsCommon = 1_024;

    /// <summary>
    /// What checking one signature costs, in the units that turns are counted in (about 4 µs); reading a datagram and
    /// hashing an event cost one each.
    /// </summary>
    public const int CheckCost = 16;

    /// <summary>
    /// Good checks that a check costs which fails. An honest member passes on only what it checked itself; so dear that
    /// nothing but bad signatures keeps no core busy, and not so dear that one damaged event mutes a member.
    /// </summary>
    public const int FailedCheckCost = 16;

    /// <summary>
    /// What a member may use in one turn, in the same units: a datagram with one new event, so that the turns follow
    /// the order of arrival while nobody floods.
    /// </summary>
    public const int TurnQuantum = CheckCost + 2;

    /// <summary>Bytes that IP and UDP add to a datagram; counted into the upload budget. IPv6: 40 + 8.</summary>
    public const int PacketOverheadBytes = 48;

    /// <summary>
    /// Bytes of answers to one peer that may leave at once beside its own part, saved up while it asked for nothing.
    /// </summary>
    public const int AnswerBurstBytes = 64 * 1_024;

    /// <summary>
    /// Requests, frontiers and questions of one peer per second. Each may cost a walk over the roster; an honest peer
    /// asks once per tick while it misses something.
    /// </summary>
    public const int QueriesPerPeerPerS = 1_000;

    /// <summary>
    /// Sequences that an event, or a parent that it names, may be ahead of what is in the graph of its creator. An
    /// event further ahead comes again once the gap is closed.
    /// </summary>
    public const int AheadMax = 16_384;

    /// <summary>Events whose parent hashes are kept explicitly, over all creators; up to 8 KB each.</summary>
    public const int ExplicitHashesMax = 4_096;

    /// <summary>
    /// Events of members that branched which wait, and as many which are held back, over all such members: enough for
    /// a chain that goes back for minutes. About 1.3 KB each.
    /// </summary>
    public const int BranchedEventsMax = 4_096;

    /// <summary>
    /// Events of one branched creator and sequence that are kept without an event that needs exactly them. One suffices
    /// when nobody floods; the one that is needed is taken beside them once its hash is known.
    /// </summary>
    public const int UnwantedAlternativesMax = 4;

    /// <summary>
    /// Events asked for at once below one that is on another branch: where the branches part is not known.
    /// </summary>
    public const int AlternativesPerRangeMax = 32;

    /// <summary>Ranges of branched members' events that are remembered as asked for.</summary>
    public const int AskedRangesMax = 64;

    /// <summary>How long they are, milliseconds: longer than any answer takes.</summary>
    public const int AskedRangeMsMax = 5_000;

    /// <summary>Times that a missing event is asked for before those that wait for it are dropped.</summary>
    public const int AskTriesMax = 20;

    /// <summary>Longest wait between two tries, milliseconds.</summary>
    public const int AskIntervalMsMax = 2_000;

    /// <summary>
    /// Longest time that an event waits for its parents, milliseconds; whoever has them answers sooner.
    /// </summary>
    public const int WaitingMsMax = 60_000;

    /// <summary>
    /// Milliseconds that a member without its own events waits, after a supermajority told it of them, for those who
    /// have not: longer than links usually flutter, so that only who is really gone is not heard.
    /// </summary>
    public const int ResumeSettleMs = 5_000;

    /// <summary>Missing events asked for in one step; the rest follows in the next.</summary>
    public const int AsksPerStepMax = 512;

    /// <summary>
    /// Combinations of alternatives that are tried against an event's parents digest when creators among its parents
    /// branched. Beyond it the explicit hashes are asked for. A try costs one SHA-256 over the parents' hashes.
    /// </summary>
    public const int ParentCombinationsMax = 64;
}
