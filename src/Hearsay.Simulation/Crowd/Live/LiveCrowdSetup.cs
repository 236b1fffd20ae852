using Hearsay.Gossip;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>What a live crowd is made for: an epoch of which it plays all members but one.</summary>
public sealed record LiveCrowdSetup
{
    /// <summary>The crowd; <see cref="CrowdOptions.OutsideMember"/> is the one that it does not play.</summary>
    public required CrowdOptions Options { get; init; }

    public required Epoch Epoch { get; init; }

    public required Constitution Constitution { get; init; }

    /// <summary>Signs for each member, in roster order; null for the one outside.</summary>
    public required IReadOnlyList<IEventSigner?> Signers { get; init; }

    /// <summary>What the members do.</summary>
    public required ICrowdPlayers Players { get; init; }

    /// <summary>The state at the beginning, for the crowd's own copy.</summary>
    public required IStateMachine Machine { get; init; }

    /// <summary>Take the state digest after every so many rounds, as the peer outside does. Default 10.</summary>
    public int DigestEveryRounds { get; init; } = 10;
}
