using System.Security.Cryptography;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>Signs own events with the player's key: ECDSA P-256, r then s, 64 bytes. One thread at a time.</summary>
public sealed class P256Signer(PlayerKey key) : IEventSigner, IDisposable
{
    private readonly ECDsa _key = key.CopyForOneThread();

    /// <inheritdoc/>
    public void Sign(EventHash signedDigest, Span<byte> signature)
    {
        Span<byte> digest = stackalloc byte[EventHash.Bytes];
        signedDigest.Write(digest);

        // The overload without a format gives the fixed form and, unlike the others, allocates nothing.
        bool signed = _key.TrySignHash(digest, signature, out int written);
        Invariant.Check(signed && written == P256Verifier.SignatureBytes, "a P-256 signature has 64 bytes");
    }

    public void Dispose() => _key.Dispose();
}
