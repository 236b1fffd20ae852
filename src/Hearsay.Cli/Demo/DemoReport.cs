namespace Hearsay.Cli;

/// <summary>What came of a demo; the names are those of its JSON.</summary>
internal sealed record DemoReport
{
    public required int Peers { get; init; }

    /// <summary>From the first action until submitting ended.</summary>
    public required double Seconds { get; init; }

    /// <summary>By all bots together, as the next three.</summary>
    public required long ActionsSubmitted { get; init; }

    public required long ActionsFinal { get; init; }

    public required long ActionsRejected { get; init; }

    public required double ActionsPerSecond { get; init; }

    /// <summary>The round after which the peers were compared.</summary>
    public required int Rounds { get; init; }

    public required FinalityReport FinalityMs { get; init; }

    public required ContestReport Contested { get; init; }

    /// <summary>One per peer, as the next.</summary>
    public required IReadOnlyList<string> OrderDigests { get; init; }

    public required IReadOnlyList<string> WorldDigests { get; init; }

    public required bool Agreed { get; init; }
}

/// <summary>What became of items that several bots grabbed for.</summary>
internal sealed record ContestReport(long Items, long Attempts, long DoubleWins);
