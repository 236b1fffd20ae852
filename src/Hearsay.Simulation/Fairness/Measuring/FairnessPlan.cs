namespace Hearsay.Simulation;

/// <summary>One session of contests: everything that it depends on. Equal plans give equal results.</summary>
public sealed record FairnessPlan
{
    /// <summary>The head starts that are tried, in ms.</summary>
    public static IReadOnlyList<int> HeadStartsMs { get; } = [0, 1, 2, 5, 10, 20, 50, 100, 150, 200, 300];

    /// <summary>Where all chance comes from, the map of the session included.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Members, 3 or more.</summary>
    public int Members { get; init; } = 4;

    /// <summary>Members that lie, all in one coalition; 0 for honest sessions.</summary>
    public int Liars { get; init; }

    /// <summary>Virtual seconds of the session.</summary>
    public int Seconds { get; init; } = 15;

    /// <summary>
    /// How wrong the members' clocks are at most, in ms: each draws an offset within, as after a synchronisation over
    /// the Internet. Default 10.
    /// </summary>
    public int ClockOffsetMs { get; init; } = 10;

    /// <summary>Mean of what comes on top of a link's delay, exponentially distributed, in ms. Default 2.</summary>
    public int JitterMs { get; init; } = 2;

    /// <summary>Share of datagrams lost, in millionths. Default 0.</summary>
    public int LossPpm { get; init; }

    /// <summary>When the liars do what.</summary>
    internal CoalitionTactics Tactics { get; init; } = new();
}
