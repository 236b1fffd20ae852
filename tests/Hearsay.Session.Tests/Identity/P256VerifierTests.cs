using System.Security.Cryptography;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

public sealed class P256VerifierTests
{
    [Test]
    public void Verify_OwnSignature_HoldsForItsDigestAndMemberOnly()
    {
        using Signed signed = new(2);
        EventHash digest = DigestOf(1);
        byte[] signature = signed.Sign(0, digest);

        Assert.That(signed.Verifier.Verify(new MemberIndex(0), digest, signature), Is.True);
        Assert.That(signed.Verifier.Verify(new MemberIndex(1), digest, signature), Is.False, "another's key");
        Assert.That(signed.Verifier.Verify(new MemberIndex(0), DigestOf(2), signature), Is.False, "another digest");
        for (int i = 0; i < signature.Length; i++)
        {
            signature[i] ^= 1;
            Assert.That(signed.Verifier.Verify(new MemberIndex(0), digest, signature), Is.False, $"byte {i}");
            signature[i] ^= 1;
        }
    }

    [Test]
    public void Verify_SignatureOfThePlatform_IsTheSameFixedForm()
    {
        using ECDsa platform = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PublicKey key = PublicKey.Of(platform);
        using P256Verifier verifier = new([key]);
        byte[] hash = new byte[EventHash.Bytes];
        for (int i = 0; i < 200; i++)
        {
            hash[0] = (byte)i;
            byte[] signature = platform.SignHash(hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            Assert.That(verifier.Verify(new MemberIndex(0), EventHash.Read(hash), signature), Is.True);
        }
    }

    [Test]
    public void Verify_HostileSignatures_AreFalseAndNothingThrows()
    {
        using Signed signed = new(1);
        byte[][] hostile =
        [
            new byte[64], [.. Enumerable.Repeat((byte)0xFF, 64)], [], new byte[63], new byte[65],
            [.. new byte[63], 1], [1, .. new byte[63]], [.. new byte[31], 1, .. new byte[32]],
        ];

        foreach (byte[] signature in hostile)
        {
            Assert.That(signed.Verifier.Verify(new MemberIndex(0), DigestOf(1), signature), Is.False);
        }

        Assert.That(signed.Verifier.Verify(new MemberIndex(1), DigestOf(1), new byte[64]), Is.False, "no member");
        Assert.That(signed.Verifier.Verify(new MemberIndex(-1), DigestOf(1), new byte[64]), Is.False, "no member");
    }

    [Test]
    public void Verify_ManyThreadsOneMember_AllAnswersAreRight()
    {
        using Signed signed = new(1);
        EventHash digest = DigestOf(1);
        byte[] good = signed.Sign(0, digest);
        byte[] bad = [.. good];
        bad[40] ^= 1;
        int wrong = 0;
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            bool expected = i % 3 != 0;
            if (signed.Verifier.Verify(new MemberIndex(0), digest, expected ? good : bad) != expected)
            {
                Interlocked.Increment(ref wrong);
            }
        });

        Assert.That(wrong, Is.Zero);
    }

    [Test]
    [Platform("Linux")]
    public void SignAndVerify_AfterTheFirst_AllocateNothing()
    {
        using Signed signed = new(1);
        EventHash digest = DigestOf(1);
        byte[] signature = signed.Sign(0, digest);
        bool valid = signed.Verifier.Verify(new MemberIndex(0), digest, signature);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            signed.Signers[0].Sign(digest, signature);
            valid &= signed.Verifier.Verify(new MemberIndex(0), digest, signature);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(valid, Is.True);
        Assert.That(allocated, Is.LessThan(100), "less than a byte a call: the platform's own odds and ends");
    }

    private static EventHash DigestOf(byte content)
    {
        byte[] bytes = new byte[EventHash.Bytes];
        Array.Fill(bytes, content);
        return EventHash.Read(bytes);
    }

    private sealed class Signed : IDisposable
    {
        private readonly PlayerKey[] _keys;

        public Signed(int members)
        {
            _keys = [.. Enumerable.Range(0, members).Select(_ => PlayerKey.Create())];
            Signers = [.. _keys.Select(k => new P256Signer(k))];
            Verifier = new P256Verifier([.. _keys.Select(k => k.Public)]);
        }

        public P256Signer[] Signers { get; }

        public P256Verifier Verifier { get; }

        public byte[] Sign(int member, EventHash digest)
        {
            byte[] signature = new byte[P256Verifier.SignatureBytes];
            Signers[member].Sign(digest, signature);
            return signature;
        }

        public void Dispose()
        {
            Verifier.Dispose();
            Array.ForEach(Signers, s => s.Dispose());
            Array.ForEach(_keys, k => k.Dispose());
        }
    }
}
