namespace Hearsay.Gossip.Tests;

/// <summary>What a <see cref="VirtualNetwork"/> does to datagrams.</summary>
internal sealed record NetworkFaults
{
    /// <summary>One-way delay, milliseconds.</summary>
    public double DelayMs { get; init; } = 20;

    /// <summary>Added to the delay, evenly from 0, milliseconds; reorders datagrams.</summary>
    public double JitterMs { get; init; } = 2;

    /// <summary>Share of datagrams that get lost.</summary>
    public double Loss { get; init; }

    /// <summary>Share of datagrams that arrive twice.</summary>
    public double Duplication { get; init; }
}
