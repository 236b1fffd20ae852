namespace Hearsay.Cli;

/// <summary>What the crowd's process says first: who its members are and where they listen.</summary>
/// <param name="Keys">Their public keys in roster order, hex.</param>
/// <param name="Ports">Their UDP ports on 127.0.0.1, likewise.</param>
internal sealed record CrowdHello(IReadOnlyList<string> Keys, IReadOnlyList<int> Ports);

/// <summary>What the crowd's process is told: the session, and where the peer is.</summary>
/// <param name="Setup">What is measured.</param>
/// <param name="Genesis">The genesis as JSON.</param>
/// <param name="PeerPort">The peer's UDP port on 127.0.0.1.</param>
internal sealed record CrowdOrders(PlayersSetup Setup, string Genesis, int PeerPort);

/// <summary>The crowd's process is about to begin.</summary>
/// <param name="StartMicros">The crowd's time 0, in microseconds since the Unix epoch.</param>
internal sealed record CrowdReady(long StartMicros);

/// <summary>How the crowd is doing, once a second and at the end.</summary>
internal sealed record CrowdStatus
{
    /// <summary>Events of all members.</summary>
    public required long Events { get; init; }

    /// <summary>Actions that its members put into events.</summary>
    public required long ActionsSent { get; init; }

    /// <summary>Events that the peer got in answers: repairs.</summary>
    public required long EventsServed { get; init; }

    /// <summary>The last round applied there.</summary>
    public required int LastRound { get; init; }

    /// <summary>The round of the digests.</summary>
    public required int DigestRound { get; init; }

    public required string OrderDigest { get; init; }

    public required string StateDigest { get; init; }

    /// <summary>How much later than planned datagrams were delivered to the peer.</summary>
    public required FinalityReport LateMs { get; init; }

    /// <summary>Cores that the crowd's process used.</summary>
    public required double CpuCores { get; init; }

    /// <summary>
    /// At the end: per action creator (2 bytes), sequence (4) and when it was submitted (8), in base 64; else null.
    /// </summary>
    public string? Actions { get; init; }
}
