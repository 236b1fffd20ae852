namespace Hearsay.Cli;

/// <summary>What <c>load --peers</c> measured, named as in its JSON; rates are per measured second.</summary>
internal sealed record PeerLoadReport
{
    public required int Peers { get; init; }

    /// <summary>The measured time.</summary>
    public required double Seconds { get; init; }

    public required int ActionBytes { get; init; }

    public required int InFlightPerPeer { get; init; }

    /// <summary>Actions that became final at their submitters, all peers together.</summary>
    public required long ActionsFinal { get; init; }

    public required double ActionsPerSecond { get; init; }

    public required FinalityReport FinalityMs { get; init; }

    /// <summary>Of the peer that decided most.</summary>
    public required long Rounds { get; init; }

    /// <summary>Made by all peers together.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>Sent by all peers together, without IP and UDP headers.</summary>
    public required double BytesOutPerSecond { get; init; }

    public required double DatagramsOutPerSecond { get; init; }

    public required long DatagramsDropped { get; init; }

    /// <summary>Cores in use, the whole process.</summary>
    public required double CpuCores { get; init; }

    /// <summary>On the managed heap, the whole process.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>The round after which the peers were compared.</summary>
    public required int ComparedRound { get; init; }

    public required IReadOnlyList<string> OrderDigests { get; init; }

    public required IReadOnlyList<string> StateDigests { get; init; }

    public required bool Agreed { get; init; }
}
