namespace Hearsay.World;

/// <summary>What the members agreed on for a world; the same on every peer, for the whole session.</summary>
public sealed record WorldSetup
{
    /// <summary>What the terrain and every chance in the world grow from; from the session's genesis.</summary>
    public required ulong Seed { get; init; }

    /// <summary>
    /// Actions that one player may do in a second of game time; more are refused. Default 40: a client sends a change
    /// of direction per frame of 50 ms and as many others. From the constitution.
    /// </summary>
    public int ActionsPerSecondMax { get; init; } = 40;
}
