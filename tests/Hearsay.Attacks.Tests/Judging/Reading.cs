namespace Hearsay.Attacks.Tests;

/// <summary>What one window showed at the honest members.</summary>
internal sealed record Reading
{
    /// <summary>Finality of each action in milliseconds, sorted; infinite for one that did not become final.</summary>
    public required IReadOnlyList<double> FinalityMs { get; init; }

    /// <summary>Actions that were not taken, not applied or not final in the time allowed.</summary>
    public required long Lost { get; init; }

    /// <summary>Attack datagrams sent to each victim, and in how many seconds.</summary>
    public required long Sent { get; init; }

    public required double Seconds { get; init; }

    /// <summary>What the honest members refused.</summary>
    public required RefusalTally Refusals { get; init; }

    /// <summary>Why an honest peer stopped by itself, or null.</summary>
    public required string? Failure { get; init; }

    public double P50Ms => Percentile(0.50);

    public double P99Ms => Percentile(0.99);

    private double Percentile(double share) =>
        FinalityMs[(int)Math.Clamp(Math.Ceiling(share * FinalityMs.Count) - 1, 0, FinalityMs.Count - 1)];
}
