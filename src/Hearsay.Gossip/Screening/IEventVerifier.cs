using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Checks signatures against the members' public keys. Thread-safe.</summary>
public interface IEventVerifier
{
    /// <summary>
    /// True when <paramref name="signature"/> (64 bytes, any content) is the creator's over the digest.
    /// </summary>
    public bool Verify(MemberIndex creator, EventHash signedDigest, ReadOnlySpan<byte> signature);
}
