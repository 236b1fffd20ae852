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
}
