using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>Signatures that anybody could forge: quick, and the same in every run.</summary>
internal sealed class StandInSignatures(MemberIndex self) : IEventSigner, IEventVerifier
{
    public void Sign(EventHash signedDigest, Span<byte> signature) => Write(self, signedDigest, signature);

    public bool Verify(MemberIndex creator, EventHash signedDigest, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[P256Verifier.SignatureBytes];
        Write(creator, signedDigest, expected);
        return signature.SequenceEqual(expected);
    }

    private static void Write(MemberIndex creator, EventHash signedDigest, Span<byte> signature)
    {
        signature.Clear();
        signedDigest.Write(signature);
        signature[EventHash.Bytes] = (byte)(creator.Value + 1);
    }
}
