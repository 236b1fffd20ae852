namespace Hearsay.Cli;

/// <summary>What <c>load --players</c> measured, named as in its JSON.</summary>
internal sealed record PlayersReport
{
    public required int Players { get; init; }

    /// <summary>Actions per second of each player.</summary>
    public required double Rate { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Actions that became final at the peer in the measured time.</summary>
    public required long ActionsFinal { get; init; }

    public required double ActionsPerSecond { get; init; }

    /// <summary>All players' actions: from submission at the player to final at the peer.</summary>
    public required FinalityReport FinalityMs { get; init; }

    /// <summary>The peer's own actions, from Submit to final.</summary>
    public required FinalityReport OwnFinalityMs { get; init; }

    public required PeerFigures Peer { get; init; }

    /// <summary>How the crowd's process kept up: its processor time, and how late it delivered.</summary>
    public required CrowdFigures Crowd { get; init; }

    /// <summary>Actions in events that were not final in the end.</summary>
    public required long ActionsLost { get; init; }

    /// <summary>The round after which the peer and the crowd were compared.</summary>
    public required int ComparedRound { get; init; }

    public required IReadOnlyList<string> OrderDigests { get; init; }

    public required IReadOnlyList<string> StateDigests { get; init; }

    public required bool Agreed { get; init; }

    /// <summary>What kept the figures from saying what a player's machine does, or the peer from agreeing.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}

/// <summary>What the real peer cost.</summary>
internal sealed record PeerFigures
{
    public required double CpuCores { get; init; }

    public required double RssMiB { get; init; }

    /// <summary>Without IP and UDP headers.</summary>
    public required double BytesInPerSecond { get; init; }

    public required double BytesOutPerSecond { get; init; }

    public required double DatagramsInPerSecond { get; init; }

    public required double DatagramsOutPerSecond { get; init; }

    public required double EventsPerSecond { get; init; }

    public required double RoundsPerSecond { get; init; }

    /// <summary>What the state machine took per round.</summary>
    public required TickFigures TickMs { get; init; }

    /// <summary>Most datagrams that waited for the peer.</summary>
    public required int QueueMax { get; init; }

    public required long DatagramsDropped { get; init; }

    public required long DatagramsRefused { get; init; }
}

internal sealed record TickFigures(double P50, double P99);

/// <summary>How the crowd's process kept up.</summary>
/// <param name="CpuCores">Cores that it used.</param>
/// <param name="LateMs">How much later than planned datagrams were delivered to the peer.</param>
/// <param name="Events">Events of all members.</param>
/// <param name="ActionsSent">Actions in its members' events.</param>
/// <param name="EventsServed">Events that the peer got in answers to what it asked for.</param>
internal sealed record CrowdFigures(
    double CpuCores, FinalityReport LateMs, long Events, long ActionsSent, long EventsServed);
