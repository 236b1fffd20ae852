using Hearsay.Gossip;
using Hearsay.Session;
using Hearsay.Transport;

namespace Hearsay.Cli;

/// <summary>What peers in one process have in common.</summary>
internal sealed record LocalPeersSetup
{
    public required int Peers { get; init; }

    /// <summary>The seed of the state machine, and of what happens to datagrams.</summary>
    public required int Seed { get; init; }

    public required GameVersion Game { get; init; }

    public required Constitution Constitution { get; init; }

    public GossipOptions Gossip { get; init; } = new();

    /// <summary>What happens to every datagram; null for nothing.</summary>
    public Impairment? Impairment { get; init; }
}
