using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>What a <see cref="Peer"/> is made for: one member's part in one epoch.</summary>
public sealed record PeerSetup
{
    /// <summary>The epoch: its id, roster and members.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>The rules; the same for all members.</summary>
    public required Constitution Constitution { get; init; }

    /// <summary>Which member of the epoch this peer is.</summary>
    public required MemberIndex Self { get; init; }

    /// <summary>Signs own events.</summary>
    public required IEventSigner Signer { get; init; }

    /// <summary>See <see cref="GossipSetup.Screen"/>: the screen in front of this peer, and of no other.</summary>
    public DatagramScreen? Screen { get; init; }

    /// <summary>Timing and budgets of gossip. The heartbeat is the constitution's, whatever is set here.</summary>
    public GossipOptions Gossip { get; init; } = new();

    /// <summary>Options of the graph; the same coin for all members.</summary>
    public EventGraphOptions GraphOptions { get; init; } = new();

    /// <summary>Where events are written before they count. Default: <see cref="NoJournal"/>.</summary>
    public IJournal Journal { get; init; } = NoJournal.Instance;

    /// <summary>
    /// The number of the first action submitted, at least 1: one more than this member's last one ever.
    /// </summary>
    public long FirstActionNumber { get; init; } = 1;

    /// <summary>
    /// Take the state digest after every so many rounds, at least 1. Default 10; the same on all members.
    /// </summary>
    public int DigestEveryRounds { get; init; } = 10;

    /// <summary>
    /// See <see cref="GossipSetup.Resume"/>: this member may have made events in this epoch that are lost.
    /// </summary>
    public bool Resume { get; init; }
}
