namespace Hearsay.Hashgraph;

/// <summary>The bounds of the graph: each with its unit and its reason.</summary>
public static class Limits
{
    /// <summary>
    /// Members in a roster. The wire format has two bytes for a creator; votes and rows stay within cache.
    /// </summary>
    public const int MembersMax = 4096;

    /// <summary>
    /// A member's weight. Keeps every sum of weights, tripled, far inside a long, and the bit planes few.
    /// </summary>
    public const int WeightMax = 1 << 20;

    /// <summary>Other-parents of one event. The wire format has one byte for their count.</summary>
    public const int OtherParentsMax = 255;

    /// <summary>
    /// The highest sequence of an event, and with it the lifetime of a graph: 12 days of a member that creates a
    /// thousand events a second without pause, over a year at the pace of a game. An epoch ends long before. Rounds are
    /// fewer than any honest member's events; everything that counts over all members is a long.
    /// </summary>
    public const int SequenceMax = 1 << 30;

    /// <summary>
    /// Events of one member that may be in the graph with their rows (not yet received, or received in one of the last
    /// rounds). Sequences relative to a round fit 16 bits because of it.
    /// </summary>
    public const int LiveEventsPerMemberMax = 32_768;

    /// <summary>
    /// Entries of the tables that find an unreleased event by member and sequence, over all members: in a large roster
    /// each may have fewer unreleased events. 16 MiB.
    /// </summary>
    public const int LiveEventPlacesMax = 1 << 22;

    /// <summary>
    /// Bytes of rows of unreleased events, over all members. A thousand members at two events a second fill it in 20 s
    /// without a decision; a session that lost its supermajority must create far more slowly than that.
    /// </summary>
    public const long LiveRowBytesMax = 512L << 20;

    /// <summary>
    /// Bytes of one line of a graph file. An event with all its other-parents takes 30,000, a full roster 80,000.
    /// </summary>
    public const int GraphFileLineBytesMax = 256 * 1024;

    /// <summary>Events of one graph file. Their names and places are all held, at about 150 bytes each.</summary>
    public const int GraphFileEventsMax = 4_000_000;

    /// <summary>
    /// The latest creation time of an event, in microseconds since the Unix epoch (over a hundred thousand years). A
    /// lying time that wins a median moves the order's clock for good; from here on there is still room to count up.
    /// </summary>
    public const long CreatedAtMaxMicros = 1L << 62;
}
