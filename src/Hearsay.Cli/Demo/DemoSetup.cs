using Hearsay.Transport;

namespace Hearsay.Cli;

/// <summary>What <c>demo</c> was asked to do.</summary>
internal sealed record DemoSetup
{
    public required int Peers { get; init; }

    public required int Seconds { get; init; }

    /// <summary>Of the world and of the bots' choices.</summary>
    public required int Seed { get; init; }

    public required Impairment? Impairment { get; init; }
}
