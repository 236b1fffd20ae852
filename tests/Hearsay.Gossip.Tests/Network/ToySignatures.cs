using System.Security.Cryptography;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>Stands in for signatures: a keyed hash that anybody could compute. Counts verifications.</summary>
internal sealed class ToySignatures(MemberIndex self) : IEventSigner, IEventVerifier
{
    public int Verifications { get; private set; }

    public void Sign(EventHash signedDigest, Span<byte> signature) => Write(self, signedDigest, signature);

    public bool Verify(MemberIndex creator, EventHash signedDigest, ReadOnlySpan<byte> signature)
    {
        Verifications++;
        Span<byte> expected = stackalloc byte[EventLayout.SignatureBytes];
        Write(creator, signedDigest, expected);
        return signature.SequenceEqual(expected);
    }

    private static void Write(MemberIndex creator, EventHash digest, Span<byte> signature)
    {
        Span<byte> covered = stackalloc byte[EventHash.Bytes + 1];
        digest.Write(covered);
        covered[EventHash.Bytes] = (byte)creator.Value;
        SHA256.HashData(covered, signature);
        signature[..EventHash.Bytes].CopyTo(signature[EventHash.Bytes..]);
    }
}
