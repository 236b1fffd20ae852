using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Times and spans, as the engine's parts use them.</summary>
internal static class Schedules
{
    /// <summary>Later than any time.</summary>
    public static Micros Never { get; } = new(long.MaxValue);

    /// <summary>A span given in milliseconds by an option.</summary>
    public static Micros FromMs(double ms) => new((long)(ms * 1_000));

    public static Micros Min(Micros left, Micros right) => left < right ? left : right;

    public static Micros Max(Micros left, Micros right) => left > right ? left : right;
}
