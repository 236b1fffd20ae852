namespace Hearsay.Simulation;

/// <summary>The bounds of a simulation: each with its unit and its reason.</summary>
public static class Limits
{
    /// <summary>Members of a simulated session: a community of a thousand is the largest that is promised.</summary>
    public const int MembersMax = 1_000;

    /// <summary>Seeds of one run: more is a mistake in the range.</summary>
    public const int SeedsMax = 10_000_000;

    /// <summary>Virtual minutes of one seed: a day.</summary>
    public const int MinutesMax = 1_440;

    /// <summary>
    /// Datagrams on their way at once, about 1.3 KB each; more get lost, as in any network that is flooded.
    /// </summary>
    public const int PacketsInFlightMax = 200_000;

    /// <summary>
    /// Things that may happen in one virtual second per pair of members before a run is given up as inconclusive:
    /// hundreds of times what the busiest honest session needs.
    /// </summary>
    public const int StepsPerPairAndSMax = 4_000;

    /// <summary>
    /// Seconds after healing by which every honest member has decided a new round and every action submitted after
    /// healing is final. Gossip's slowest timer is 8 s; a member without its disk also fetches the epoch so far.
    /// </summary>
    public const int LivenessBoundS = 20;

    /// <summary>Violations that one seed reports; later ones follow from the first.</summary>
    public const int ViolationsPerSeedMax = 8;

    /// <summary>Lines that a trace keeps: the last ones before the end, about 100 bytes each.</summary>
    public const int TraceLinesMax = 20_000;

    /// <summary>Events that a picture of the graph shows: more cannot be read.</summary>
    public const int PictureEventsMax = 400;

    /// <summary>
    /// Events per honest member that a journal in memory holds: hours at the usual pace (about 300 bytes each).
    /// </summary>
    public const int JournalEventsMax = 4_000_000;

    /// <summary>Datagrams that a slow member has waiting at most, when no fault makes it less.</summary>
    public const int InboxDatagramsMax = 2_048;

    /// <summary>
    /// Datagrams that wait for a simulated machine's processor in the room that all neighbours share: as a shipped
    /// peer's, but smaller, as there are many machines.
    /// </summary>
    public const int TurnDatagramsCommon = 256;

    /// <summary>Datagrams that an adversary remembers to replay or mutate.</summary>
    public const int RememberedDatagramsMax = 512;

    /// <summary>
    /// Events made by hand that one adversary keeps to answer for, about 1 KB each; then it makes no more.
    /// </summary>
    public const int ForgedEventsMax = 20_000;
}
