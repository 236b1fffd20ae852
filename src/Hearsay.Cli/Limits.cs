namespace Hearsay.Cli;

/// <summary>The bounds of what the commands accept: each with its unit and its reason.</summary>
internal static class Limits
{
    /// <summary>Peers of one process in demo and load: each has threads, a socket and a world of its own.</summary>
    public const int PeersMax = 64;

    /// <summary>Seconds that demo and load run at most: a day.</summary>
    public const int SecondsMax = 86_400;

    /// <summary>Actions of a peer that load keeps on their way: what a session holds as pending.</summary>
    public const int InFlightMax = Session.Limits.PendingActionsMax;

    /// <summary>
    /// Events whose bytes the crowd keeps at least, to answer a peer that asks late: about ten seconds.
    /// </summary>
    public const int CrowdEventsKept = 16_384;

    /// <summary>Datagrams of the peer that wait for the crowd's thread: ten pushes to a thousand members.</summary>
    public const int CrowdDatagramsQueuedMax = 16_384;

    /// <summary>Bytes of the list of actions that the crowd hands over at its end: four million actions.</summary>
    public const int CrowdActionBytesMax = 56_000_000;

    /// <summary>Events of which the peer notes when they were final: an hour of a thousand members.</summary>
    public const int FinalEventsMax = 8_000_000;

    /// <summary>
    /// Seconds that <c>load --players</c> measures at most: the crowd counts time in 32-bit microseconds.
    /// </summary>
    public const int CrowdSecondsMax = 1_500;

    /// <summary>
    /// Members that fairness is measured with at most, each a whole peer: a hundred take ten seconds for a second.
    /// </summary>
    public const int FairnessMembersMax = 128;
}
