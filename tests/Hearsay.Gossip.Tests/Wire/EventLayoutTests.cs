using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class EventLayoutTests
{
    private static readonly EventHash Epoch = EventHash.Read(Enumerable.Repeat((byte)3, 32).ToArray());
    private static readonly EventForge Forge = new(Epoch);

    private static ForgedEvent Sample => Forge.Make(
        creator: 300,
        sequence: 70_000,
        createdAt: 1_700_000_000_123_456,
        self: Forge.First(1).Hash,
        others: [Forge.First(2).AsParent, Forge.First(400).AsParent with { Age = 5_000 }],
        payload: EventForge.ActionPayload(41, [1, 2, 3], [4]));

    [Test]
    public void TryRead_ForgedEvent_FindsEveryField()
    {
        byte[] bytes = Sample.Bytes;

        Assert.That(EventLayout.TryRead(bytes, 1_000, out EventLayout layout, out _), Is.True);
        Assert.That(layout.Creator.Value, Is.EqualTo(300));
        Assert.That(layout.Sequence.Value, Is.EqualTo(70_000));
        Assert.That(layout.CreatedAt.Value, Is.EqualTo(1_700_000_000_123_456));
        Assert.That(layout.Length, Is.EqualTo(bytes.Length));
        Assert.That(EventHasher.HashOf(Epoch, bytes.AsSpan(0, layout.SignatureAt)), Is.EqualTo(Sample.Hash));
        NamedParents parents = layout.ParentsOf(bytes);
        Assert.That(parents.TryRead(out NamedParent first), Is.True);
        Assert.That(first, Is.EqualTo(new NamedParent(new MemberIndex(2), new Sequence(0), 1)));
        Assert.That(parents.TryRead(out NamedParent second), Is.True);
        Assert.That(second, Is.EqualTo(new NamedParent(new MemberIndex(400), new Sequence(0), 5_000)));
        Assert.That(parents.TryRead(out _), Is.False);
        Assert.That(layout.PayloadOf(bytes).ToArray(), Is.EqualTo(EventForge.ActionPayload(41, [1, 2, 3], [4])));
    }

    [Test]
    public void TryRead_EveryTruncationAndExtension_IsMalformed()
    {
        byte[] bytes = Sample.Bytes;
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.That(EventLayout.TryRead(bytes.AsSpan(0, length), 1_000, out _, out RefusalReason reason), Is.False);
            Assert.That(reason, Is.EqualTo(RefusalReason.Malformed));
        }

        Assert.That(EventLayout.TryRead([.. bytes, 0], 1_000, out _, out _), Is.False);
    }

    [Test]
    public void TryRead_EveryBitFlip_IsRefusedOrAnotherEvent()
    {
        byte[] bytes = Sample.Bytes;
        for (int bit = 0; bit < (bytes.Length - EventLayout.SignatureBytes) * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            if (EventLayout.TryRead(flipped, 1_000, out EventLayout layout, out _))
            {
                EventHash hash = EventHasher.HashOf(Epoch, flipped.AsSpan(0, layout.SignatureAt));
                Assert.That(hash, Is.Not.EqualTo(Sample.Hash));
            }
        }
    }

    [Test]
    public void TryRead_UnknownMembers_IsUnknownCreator()
    {
        Assert.That(Refusal(Sample.Bytes, members: 300), Is.EqualTo(RefusalReason.UnknownCreator));
        Assert.That(Refusal(Sample.Bytes, members: 400), Is.EqualTo(RefusalReason.UnknownCreator));
    }

    [Test]
    public void TryRead_MoreParentsThanOtherMembers_IsTooManyParents()
    {
        ForgedParent[] parents = [.. Enumerable.Range(1, 3).Select(i => Forge.First(i).AsParent)];
        byte[] bytes = Forge.Make(0, 1, 5, Forge.First(0).Hash, parents).Bytes;

        Assert.That(Refusal(bytes, members: 4), Is.Null);
        Assert.That(Refusal(bytes, members: 3), Is.EqualTo(RefusalReason.TooManyParents));
    }

    [Test]
    public void TryRead_ParentsOutOfOrderDoubleOrOwn_IsMalformed()
    {
        ForgedParent one = Forge.First(1).AsParent;
        ForgedParent two = Forge.First(2).AsParent;
        EventHash self = Forge.First(3).Hash;

        Assert.That(Refusal(Forge.Make(3, 1, 5, self, [one, two]).Bytes, 9), Is.Null);
        Assert.That(Refusal(Forge.Make(3, 1, 5, self, [two, one]).Bytes, 9), Is.EqualTo(RefusalReason.Malformed));
        Assert.That(Refusal(Forge.Make(3, 1, 5, self, [one, one]).Bytes, 9), Is.EqualTo(RefusalReason.Malformed));
        Assert.That(Refusal(Forge.Make(2, 1, 5, self, [two]).Bytes, 9), Is.EqualTo(RefusalReason.Malformed));
    }

    [TestCase(-1)]
    [TestCase(Limits.CreatedAtMax + 1)]
    [TestCase(long.MaxValue)]
    public void TryRead_TimeOutOfRange_IsMalformed(long createdAt) =>
        Assert.That(Refusal(Forge.First(0, createdAt).Bytes, 4), Is.EqualTo(RefusalReason.Malformed));

    [Test]
    public void TryRead_LargestEvent_FitsAndOneMoreByteDoesNot()
    {
        byte[][] actions = [new byte[512], new byte[512], new byte[1]];
        int length = Forge.Make(0, 0, 5, default, [], EventForge.ActionPayload(1, actions)).Bytes.Length;
        actions[2] = new byte[1 + Limits.EventBytesMax - length];
        ForgedEvent largest = Forge.Make(0, 0, 5, default, [], EventForge.ActionPayload(1, actions));
        actions[2] = new byte[2 + Limits.EventBytesMax - length];
        ForgedEvent larger = Forge.Make(0, 0, 5, default, [], EventForge.ActionPayload(1, actions));

        Assert.That(largest.Bytes, Has.Length.EqualTo(Limits.EventBytesMax));
        Assert.That(Refusal(largest.Bytes, 4), Is.Null);
        Assert.That(Refusal(larger.Bytes, 4), Is.EqualTo(RefusalReason.Malformed));
    }

    private static RefusalReason? Refusal(byte[] bytes, int members) =>
        EventLayout.TryRead(bytes, members, out _, out RefusalReason reason) ? null : reason;
}
