using Hearsay.Gossip;

namespace Hearsay.Session;

/// <summary>Choices of one peer's session; none of them is agreed between the members unless it says so.</summary>
public sealed record SessionOptions
{
    /// <summary>
    /// Threads that receive and verify, 1 to <see cref="Limits.ReceiveWorkersMax"/>. Default: one per core, at most 4.
    /// </summary>
    public int ReceiveWorkers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Timing and budgets of gossip; the heartbeat is the constitution's.</summary>
    public GossipOptions Gossip { get; init; } = new();

    /// <summary>Take the state digest after every so many rounds; the same on all members. Default 10.</summary>
    public int DigestEveryRounds { get; init; } = 10;
}
