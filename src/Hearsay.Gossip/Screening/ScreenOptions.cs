namespace Hearsay.Gossip;

/// <summary>Choices of a <see cref="DatagramScreen"/>.</summary>
public sealed record ScreenOptions
{
    /// <summary>
    /// A secret of this process, from a cryptographic generator. It keeps members from crafting an event that the
    /// screen takes for one it verified before. Default 0: for simulations only.
    /// </summary>
    public UInt128 SecretKey { get; init; }

    /// <summary>
    /// Verified (event, signature) pairs that are remembered, so that a copy is not verified again; 8 bytes each.
    /// Rounded up to a power of two, 64 to 16,777,216. Default 65,536: two seconds of the highest load.
    /// </summary>
    public int RememberedSignatures { get; init; } = 65_536;

    /// <summary>
    /// Kept events whose copies are not verified again, whatever signature they carry; 8 bytes each. Rounded up to a
    /// power of two, 64 to 16,777,216. Default 65,536.
    /// </summary>
    public int RememberedEvents { get; init; } = 65_536;

    /// <summary>
    /// Good signatures of one neighbour that are verified per second, and as many at once after a pause; at least 1,
    /// and not less than <see cref="GossipOptions.EventsPerPeerPerS"/> of the engine behind. A bad one costs
    /// <see cref="Limits.FailedCheckCost"/> times as much. Default 20,000.
    /// </summary>
    public int ChecksPerPeerPerS { get; init; } = 20_000;

    /// <summary>
    /// New events of one creator that are verified per second, whoever sends them, beside those that were asked for;
    /// <see cref="Limits.CreatorBurstPerS"/> of them at once. At least 1. Default 2,000, see
    /// <see cref="GossipOptions.EventsPerCreatorPerS"/>.
    /// </summary>
    public int EventsPerCreatorPerS { get; init; } = 2_000;
}
