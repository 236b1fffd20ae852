using Hearsay.Gossip;

namespace Hearsay.Simulation;

/// <summary>One simulated session: everything that it depends on. Equal plans give equal runs.</summary>
public sealed record SimulationPlan
{
    /// <summary>Where all chance comes from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Members of the session, 1 to <see cref="Limits.MembersMax"/>.</summary>
    public int Members { get; init; } = 4;

    /// <summary>Virtual seconds, healing included. Default five minutes.</summary>
    public int Seconds { get; init; } = 300;

    /// <summary>
    /// Names of faults (see <see cref="FaultCatalogue"/>). Of several, each seed has a random half at least; a single
    /// one is in every seed.
    /// </summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>True: every seed has all named faults, not a random half.</summary>
    public bool EveryFault { get; init; }

    /// <summary>How many members are dishonest, each with a strategy drawn from <see cref="Strategies"/>.</summary>
    public int Adversaries { get; init; }

    /// <summary>
    /// Names of strategies (see <see cref="AdversaryCatalogue"/>) to draw from. Default: all of them.
    /// </summary>
    public IReadOnlyList<string> Strategies { get; init; } = AdversaryCatalogue.Names;

    /// <summary>Delays between the members.</summary>
    public Geography Geography { get; init; } = Geography.Mixed;

    /// <summary>Share of datagrams lost everywhere and always, in millionths, beside what faults do.</summary>
    public int LossPpm { get; init; }

    /// <summary>
    /// Members that crash after a tenth of the time and stay down; at most what a supermajority can spare.
    /// </summary>
    public int CrashedForGood { get; init; }

    /// <summary>The constitution's heartbeat in milliseconds; null (the default): 0, 100 or 500 by the seed.</summary>
    public int? HeartbeatMs { get; init; }

    /// <summary>Mean time between a member's actions, in milliseconds. Default 2,000.</summary>
    public int ActionEveryMs { get; init; } = 2_000;

    /// <summary>Timing and bounds of the members' gossip.</summary>
    public GossipOptions Gossip { get; init; } = new();

    /// <summary>True: ECDSA P-256. Default: a keyed hash in its place, which costs next to nothing.</summary>
    public bool RealSignatures { get; init; }

    /// <summary>
    /// Virtual microseconds that a machine's processor takes to check a signature; what comes meanwhile waits. Default
    /// 65, as P-256 does on the reference machine; 0 for machines that are never busy.
    /// </summary>
    public int CheckMicros { get; init; } = 65;

    /// <summary>Virtual microseconds that it takes to sign an event. Default 25, measured likewise.</summary>
    public int SignMicros { get; init; } = 25;

    /// <summary>
    /// True: the seed is the number of a scenario of partitions around one member that runs two peers; faults and
    /// adversaries are then as the scenario has them.
    /// </summary>
    public bool Twins { get; init; }

    /// <summary>True: the voxel game, with bots. Default: a registry of items, which costs next to nothing.</summary>
    public bool PlaysVoxels { get; init; }

    /// <summary>
    /// The name of a deliberately broken variant (see <see cref="ControlCatalogue"/>); null for none.
    /// </summary>
    public string? Control { get; init; }

    /// <summary>
    /// True for a session that the same members had before: its genesis, and so its epoch, is another.
    /// </summary>
    internal bool IsEarlierSession { get; init; }

    /// <summary>Whether to write down what happens, for a person to read.</summary>
    public bool Traces { get; init; }

    /// <summary>
    /// Virtual microseconds after which the faults end: three quarters, but a liveness bound and more at the end.
    /// </summary>
    public long HealAtMicros =>
        1_000_000L * Math.Max(Seconds / 4, Math.Min(Seconds * 3 / 4, Seconds - (2 * Limits.LivenessBoundS)));
}
