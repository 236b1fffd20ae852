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
}
