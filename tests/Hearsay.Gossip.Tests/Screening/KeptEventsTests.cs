using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class KeptEventsTests
{
    private static readonly EventForge Forge = new(default);

    private KeptEvents _kept = null!;

    [SetUp]
    public void SetUp() => _kept = new KeptEvents(new KeyedHash(5), slots: 64, members: 3);

    [Test]
    public void Look_KeptEvent_TellsItsSignatureFromOthers()
    {
        EventHash hash = Forge.First(1).Hash;
        byte[] signature = SignatureOf(1);
        _kept.Note(hash, signature);

        Assert.That(_kept.Look(hash, signature), Is.EqualTo(Copy.Same));
        Assert.That(_kept.Look(Forge.First(2).Hash, signature), Is.EqualTo(Copy.None));
        for (int i = 0; i < EventLayout.SignatureBytes; i++)
        {
            byte[] again = [.. signature];
            again[i] ^= 1;
            Assert.That(_kept.Look(hash, again), Is.EqualTo(Copy.SignedAgain));
        }
    }

    [Test]
    public void Look_ManySignaturesOfOneEvent_AllButFewAreSignedAgain()
    {
        EventHash hash = Forge.First(1).Hash;
        _kept.Note(hash, SignatureOf(0));

        int again = Enumerable.Range(1, 2_000).Count(i => _kept.Look(hash, SignatureOf(i)) == Copy.SignedAgain);

        Assert.That(again, Is.GreaterThan(1_995), "the rest are counted as ordinary copies");
    }

    [Test]
    public void Forget_KeptEvent_IsNotKnownAnyMore()
    {
        EventHash hash = Forge.First(1).Hash;
        _kept.Note(hash, SignatureOf(1));
        _kept.Forget(hash);

        Assert.That(_kept.Look(hash, SignatureOf(1)), Is.EqualTo(Copy.None));
    }

    [Test]
    public void Note_MoreThanItHolds_KeepsTheNewestAndForgettingOldOnesTakesNoneOut()
    {
        EventHash[] hashes = [.. Enumerable.Range(0, 1_000).Select(i => Forge.First(1, i).Hash)];
        foreach (EventHash hash in hashes)
        {
            _kept.Note(hash, SignatureOf(1));
            Assert.That(_kept.Look(hash, SignatureOf(1)), Is.EqualTo(Copy.Same));
        }

        EventHash[] here = [.. hashes.Where(hash => _kept.Look(hash, SignatureOf(1)) == Copy.Same)];
        foreach (EventHash gone in hashes.Except(here))
        {
            _kept.Forget(gone);
        }

        Assert.That(here, Has.Length.InRange(48, 64));
        Assert.That(here.All(hash => _kept.Look(hash, SignatureOf(1)) == Copy.Same), Is.True);
    }

    [Test]
    public void Look_OtherKey_PutsEventsElsewhere()
    {
        EventHash[] hashes = [.. Enumerable.Range(0, 1_000).Select(i => Forge.First(1, i).Hash)];
        string[] survivors = [.. new UInt128[] { 0, 1, (UInt128)1 << 64 }.Select(key => SurvivorsOf(key))];

        Assert.That(survivors, Is.Unique);

        string SurvivorsOf(UInt128 key)
        {
            KeptEvents kept = new(new KeyedHash(key), 64, 3);
            Array.ForEach(hashes, hash => kept.Note(hash, SignatureOf(1)));
            return string.Join(' ', hashes.Where(hash => kept.Look(hash, SignatureOf(1)) == Copy.Same));
        }
    }

    [Test]
    public void IsDropped_UpToWhatWasNoted_OfThatCreatorOnly()
    {
        Assert.That(_kept.IsDropped(new MemberIndex(1), new Sequence(0)), Is.False);

        _kept.NoteDropped(new MemberIndex(1), new Sequence(7));

        Assert.That(_kept.IsDropped(new MemberIndex(1), new Sequence(7)), Is.True);
        Assert.That(_kept.IsDropped(new MemberIndex(1), new Sequence(8)), Is.False);
        Assert.That(_kept.IsDropped(new MemberIndex(2), new Sequence(0)), Is.False);
    }

    private static byte[] SignatureOf(int seed)
    {
        byte[] signature = new byte[EventLayout.SignatureBytes];
        new Random(seed).NextBytes(signature);
        return signature;
    }
}
