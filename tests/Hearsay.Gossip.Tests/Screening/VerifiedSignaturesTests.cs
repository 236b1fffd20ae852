using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class VerifiedSignaturesTests
{
    [Test]
    public void Contains_AfterAdd_TrueForThisPairOnly()
    {
        VerifiedSignatures verified = new(new KeyedHash(5), slots: 64);
        EventForge forge = new(default);
        byte[] signature = new byte[EventLayout.SignatureBytes];
        ulong one = verified.FingerprintOf(forge.First(1).Hash, signature);
        ulong otherHash = verified.FingerprintOf(forge.First(2).Hash, signature);
        signature[63] = 1;
        ulong otherSignature = verified.FingerprintOf(forge.First(1).Hash, signature);
        verified.Add(one);

        Assert.That(verified.Contains(one), Is.True);
        Assert.That(verified.Contains(otherHash), Is.False);
        Assert.That(verified.Contains(otherSignature), Is.False);
    }

    [Test]
    public void Add_MoreThanItHolds_KeepsTheNewest()
    {
        VerifiedSignatures verified = new(new KeyedHash(5), slots: 64);
        for (ulong fingerprint = 1; fingerprint <= 1_000; fingerprint++)
        {
            verified.Add(fingerprint);
            Assert.That(verified.Contains(fingerprint), Is.True);
        }

        Assert.That(Enumerable.Range(1, 1_000).Count(i => verified.Contains((ulong)i)), Is.EqualTo(64));
    }

    [Test]
    public void FingerprintOf_OtherKey_IsAnother()
    {
        EventHash hash = new EventForge(default).First(1).Hash;
        byte[] signature = new byte[EventLayout.SignatureBytes];
        ulong[] fingerprints =
        [
            .. new UInt128[] { 0, 1, (UInt128)1 << 64 }
                .Select(key => new VerifiedSignatures(new KeyedHash(key), 64).FingerprintOf(hash, signature)),
        ];

        Assert.That(fingerprints, Is.Unique);
    }
}
