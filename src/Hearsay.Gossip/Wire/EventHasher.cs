using System.Security.Cryptography;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>The two hashes of the event format. Allocate nothing.</summary>
internal static class EventHasher
{
    /// <summary>
    /// The event's hash, which is what is signed: SHA-256(epochId ‖ everything before the signature).
    /// </summary>
    public static EventHash HashOf(EventHash epochId, ReadOnlySpan<byte> signedBytes)
    {
        Span<byte> covered = stackalloc byte[EventHash.Bytes + Limits.EventBytesMax];
        epochId.Write(covered);
        signedBytes.CopyTo(covered[EventHash.Bytes..]);
        return Sha256(covered[..(EventHash.Bytes + signedBytes.Length)]);
    }

    /// <summary>The parents digest of hashes that stand one after the other.</summary>
    public static EventHash ParentsDigest(ReadOnlySpan<byte> hashes) => Sha256(hashes);

    private static EventHash Sha256(ReadOnlySpan<byte> covered)
    {
        Span<byte> digest = stackalloc byte[EventHash.Bytes];
        SHA256.HashData(covered, digest);
        return EventHash.Read(digest);
    }
}
