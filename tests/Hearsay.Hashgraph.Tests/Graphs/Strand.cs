namespace Hearsay.Hashgraph.Tests;

/// <summary>A self-chain that grows: one for each member, and one more for each branch.</summary>
public sealed class Strand
{
    public required int Creator { get; init; }

    public List<TestEvent> Chain { get; } = [];

    /// <summary>Events from here on are not shared with the chain that it branched from.</summary>
    public int FirstOwn { get; init; }

    /// <summary>The members that hear of this chain from its creator, as bits; the others hear from them.</summary>
    public int Audience { get; set; } = -1;

    /// <summary>While cut off: how many events of each strand it knows. Others know none of what it makes.</summary>
    public Dictionary<Strand, int>? Frozen { get; set; }

    /// <summary>The step at which it comes back.</summary>
    public int BackAt { get; set; }

    public bool IsCutOff => Frozen is not null;

    public TestEvent? Tip => Chain.Count == 0 ? null : Chain[^1];
}
