using Hearsay.Transport;

namespace Hearsay.Cli;

/// <summary>What <c>load --peers</c> was asked to do.</summary>
internal sealed record PeerLoadSetup
{
    public required int Peers { get; init; }

    public required int Seconds { get; init; }

    /// <summary>Seconds before the measured ones.</summary>
    public required int WarmUpSeconds { get; init; }

    public required int ActionBytes { get; init; }

    /// <summary>Actions of each peer on their way.</summary>
    public required int InFlight { get; init; }

    public required int MinimumIntervalMs { get; init; }

    public required Impairment? Impairment { get; init; }
}
