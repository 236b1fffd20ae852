using Hearsay.Hashgraph;

namespace Hearsay.World.Tests;

public sealed class TakenItemsTests
{
    [Test]
    public void Add_MoreThanItKeeps_ForgetsTheOldest()
    {
        TakenItems taken = new();
        for (int i = 0; i < Limits.TakenItemsMax + 10; i++)
        {
            taken.Add(new ItemId((ulong)i), new MemberIndex(i % 7));
        }

        Assert.That(taken.Count, Is.EqualTo(Limits.TakenItemsMax));
        Assert.That(taken.TryFind(new ItemId(9), out _), Is.False);
        Assert.That(taken.TryFind(new ItemId(10), out MemberIndex taker), Is.True);
        Assert.That(taker.Value, Is.EqualTo(3));
        Assert.That(taken.At(0).Item.Value, Is.EqualTo(10));
        Assert.That(taken.At(taken.Count - 1).Item.Value, Is.EqualTo(Limits.TakenItemsMax + 9));
    }

    [Test]
    public void CopyTo_FullerCopy_ForgetsWhatTheOtherDoesNotKnow()
    {
        TakenItems few = new();
        few.Add(new ItemId(1), new MemberIndex(1));
        TakenItems many = new();
        for (int i = 100; i < 200; i++)
        {
            many.Add(new ItemId((ulong)i), new MemberIndex(2));
        }

        few.CopyTo(many);
        many.Add(new ItemId(2), new MemberIndex(3));

        Assert.That(many.TryFind(new ItemId(150), out _), Is.False);
        Assert.That(many.Count, Is.EqualTo(2));
        Assert.That(few.Count, Is.EqualTo(1));
    }
}
