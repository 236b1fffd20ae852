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

    /// <summary>
    /// Milliseconds between two own events, at least, where delays are shortest: what the members' own work takes.
    /// </summary>
    public const double MinimumIntervalMsLeast = 1;

    /// <summary>The same where delays are longer: one event can tell of what arrives together.</summary>
    public const double MinimumIntervalMsMost = 5;

    /// <summary>
    /// Milliseconds after the last own event, at least, before the next comes for want of anything else: short delays
    /// are soon over, but a busy machine or a lost datagram takes longer, and needs no more events.
    /// </summary>
    public const double FallbackMsMin = 20;

    /// <summary>
    /// Milliseconds of delay that count at least where the upload budget is weighed against the delay: where delays are
    /// shorter, the bucket alone keeps the budget.
    /// </summary>
    public const double StarvedDelayMsMin = 20;

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
    /// How much of a second's new events a creator may bring at once: what waits after a network was gone for a moment,
    /// and no more, because everybody checks all of it before anything that follows it.
    /// </summary>
    public const double CreatorBurstPerS = 0.016;

    /// <summary>
    /// Milliseconds after the last event beyond its pace for which a creator is left out: longer than a flood pauses by
    /// chance, and no longer than an honest member's backlog is felt.
    /// </summary>
    public const int CreatorPauseMs = 50;

    /// <summary>
    /// Events that a neighbour may have been asked for and not sent yet, whose checks its budgets do not pay: one
    /// range. It can bring so many at once, of its own, so no more than a moment's work.
    /// </summary>
    public const int CheckCreditMax = RequestedPerRangeMax;

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

    /// <summary>
    /// Events of members that branched which wait for the sake of others' events, over all those others: each has an
    /// equal share, at least 64, for the longest ladder of branches below one of its events. About 1.3 KB each.
    /// </summary>
    public const int SponsoredEventsMax = 65_536;

    /// <summary>Such events for the sake of one member's: a ladder of a thousand branches, twice.</summary>
    public const int SponsoredEventsPerMemberMax = 2_048;

    /// <summary>
    /// Events of members that branched which are fetched for the sake of one member's, per second. Honest members'
    /// events need some in the second in which a branch shows, and none after it.
    /// </summary>
    public const int SponsoredEventsPerS = 256;

    /// <summary>And at once: a ladder of a thousand branches, after which its builder waits for the next.</summary>
    public const int SponsoredEventsBurst = 1_024;

    /// <summary>Wait before an ask is tried again that no budget pays for now, milliseconds.</summary>
    public const int BudgetWaitMs = 50;

    /// <summary>
    /// Events of members that branched which the answer to one question tells of at least, if there are so many below
    /// the event: two levels of a branch, seldom more than are missing.
    /// </summary>
    public const int BelowPerQuestionMin = 4;

    /// <summary>And at most, when a ladder was followed far: a burst of 20 KB.</summary>
    public const int BelowPerQuestionMax = 64;

    /// <summary>
    /// Milliseconds for which who asked about a member's events is thought to miss more of them: some round trips, and
    /// tries that got no answer.
    /// </summary>
    public const int AskedLatelyMs = 3_000;

    /// <summary>
    /// Places (creator, sequence) that one peer's requests may make this member look at, per second: as many as the
    /// events that it may send.
    /// </summary>
    public const int PlacesPerPeerPerS = 20_000;

    /// <summary>
    /// Bytes of events that one member's events may make this one ask for at once, at least: two datagrams.
    /// </summary>
    public const int AskBurstBytesMin = 2 * DatagramBytesMax;

    /// <summary>Time after which the same gap is asked for again because of another event, milliseconds.</summary>
    public const int SameGapMs = 100;

    /// <summary>Times that a missing event is asked for before those that wait for it are dropped.</summary>
    public const int AskTriesMax = 20;

    /// <summary>Longest wait between two tries, milliseconds.</summary>
    public const int AskIntervalMsMax = 2_000;

    /// <summary>
    /// The same for what is asked for by its hash and another member's event needs: others fetch it too, and may have
    /// it by then.
    /// </summary>
    public const int NeededAskIntervalMsMax = 500;

    /// <summary>
    /// Longest time that an event waits for its parents, milliseconds; whoever has them answers sooner, and the longest
    /// ladder of branches takes ten seconds. Only what can never be had waits so long.
    /// </summary>
    public const int WaitingMsMax = 120_000;

    /// <summary>
    /// Times, a quarter of a second apart, that an event is seen to wait while its parent is here and waits itself,
    /// before it is asked whether that is the parent that it means.
    /// </summary>
    public const int DoubtAfterChecks = 4;

    /// <summary>
    /// Milliseconds that a member without its own events waits, after a supermajority told it of them, for those who
    /// have not: longer than links usually flutter, so that only who is really gone is not heard.
    /// </summary>
    public const int ResumeSettleMs = 5_000;

    /// <summary>Missing events asked for in one step; the rest follows in the next.</summary>
    public const int AsksPerStepMax = 512;
}
