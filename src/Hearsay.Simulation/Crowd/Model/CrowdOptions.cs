using Hearsay.Gossip;

namespace Hearsay.Simulation;

/// <summary>A crowd to simulate: how many, how they gossip, what they do, and what goes wrong.</summary>
public sealed record CrowdOptions
{
    /// <summary>Members, 1 to the most of a roster.</summary>
    public required int Members { get; init; }

    /// <summary>Equal seeds give equal runs.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// How each member gossips. <see cref="GossipOptions.ParentsMax"/>, intervals and budget count here.
    /// </summary>
    public GossipOptions Gossip { get; init; } = new();

    /// <summary>Actions per second and member, in thousandths. Default 1,000: one action.</summary>
    public int ActionsPerSThousandths { get; init; } = 1_000;

    /// <summary>Actions per second and member during a burst, in thousandths; 0 for no burst.</summary>
    public int BurstPerSThousandths { get; init; }

    /// <summary>When the burst begins, in microseconds from the start.</summary>
    public long BurstFromMicros { get; init; }

    /// <summary>When it ends.</summary>
    public long BurstUntilMicros { get; init; }

    /// <summary>Bytes of an action. Default 16: a move.</summary>
    public int ActionBytes { get; init; } = 16;

    /// <summary>
    /// Most that a datagram comes late beyond its delay, in microseconds; most come far less late. Default 8,000.
    /// </summary>
    public int JitterMaxMicros { get; init; } = 8_000;

    /// <summary>What goes wrong.</summary>
    public CrowdFaults Faults { get; init; } = new();

    /// <summary>Microseconds since the Unix epoch at the crowd's time 0.</summary>
    public long EpochMicros { get; init; } = 1_735_689_600_000_000;

    /// <summary>
    /// False to leave out when each member knows each round, which takes a fifth of the time. Default true.
    /// </summary>
    public bool TellsDecisions { get; init; } = true;

    /// <summary>Events that are kept at least, to answer who asks late. Default 0.</summary>
    public int KeptEvents { get; init; }

    /// <summary>A member that is not simulated but played from outside, or -1.</summary>
    public int OutsideMember { get; init; } = -1;
}

/// <summary>What goes wrong in a crowd.</summary>
public sealed record CrowdFaults
{
    /// <summary>Datagrams lost, in millionths.</summary>
    public int LossPpm { get; init; }

    /// <summary>Members that crash for good, in percent of all.</summary>
    public int CrashedPercent { get; init; }

    /// <summary>When they crash, in microseconds from the start.</summary>
    public long CrashAtMicros { get; init; }

    /// <summary>Members in the region that is cut off, in percent of all; whole places, from the east.</summary>
    public int CutPercent { get; init; }

    /// <summary>When the region is cut off, in microseconds from the start.</summary>
    public long CutFromMicros { get; init; }

    /// <summary>When it is connected again.</summary>
    public long CutUntilMicros { get; init; }
}
