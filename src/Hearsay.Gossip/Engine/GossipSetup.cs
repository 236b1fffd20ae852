using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>What a <see cref="GossipEngine"/> is made for: one member's part in one epoch.</summary>
public sealed record GossipSetup
{
    /// <summary>The epoch; every event's hash covers it.</summary>
    public required EventHash EpochId { get; init; }

    /// <summary>The epoch's members.</summary>
    public required Roster Roster { get; init; }

    /// <summary>Which of them this peer is.</summary>
    public required MemberIndex Self { get; init; }

    /// <summary>Signs own events.</summary>
    public required IEventSigner Signer { get; init; }

    /// <summary>
    /// The screen in front of this engine, and of no other: it learns which events are kept and which neighbours were
    /// asked for some. Default null: nobody is told, and copies are checked again.
    /// </summary>
    public DatagramScreen? Screen { get; init; }

    /// <summary>Timing, budgets and bounds.</summary>
    public GossipOptions Options { get; init; } = new();

    /// <summary>The graph's options; the same coin for all members.</summary>
    public EventGraphOptions GraphOptions { get; init; } = new();

    /// <summary>The number of the first action submitted to this engine, at least 1.</summary>
    public long FirstActionNumber { get; init; } = 1;

    /// <summary>
    /// True when this member may have created events in this epoch that are not restored (a restart without a complete
    /// journal). The engine then creates nothing until a supermajority told it the own latest events, so that a crash
    /// never makes an honest member branch.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Says what is out of range.</summary>
    internal void Check()
    {
        Options.Check();
        if (Self.Value < 0 || Self.Value >= Roster.Count || FirstActionNumber is < 1 or > Limits.ActionNumberMax / 2)
        {
            throw new ArgumentException(
                $"Member {Self.Value} of {Roster.Count} cannot start with action number {FirstActionNumber}.");
        }

        if (Screen is not null && Screen.Options.ChecksPerPeerPerS < Options.EventsPerPeerPerS)
        {
            throw new ArgumentException(
                $"A neighbour may send {Options.EventsPerPeerPerS} events per second, and only "
                + $"{Screen.Options.ChecksPerPeerPerS} of them would be checked.");
        }
    }
}
