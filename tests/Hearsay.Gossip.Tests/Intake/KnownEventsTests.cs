using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class KnownEventsTests
{
    private static readonly EventForge Forge = new(default);

    [Test]
    public void Find_Alternatives_FindsEachByItsHash()
    {
        KnownEvents known = new(4);
        ForgedEvent[] branches = [.. Enumerable.Range(1, 3).Select(i => Forge.First(2, createdAt: i))];
        int[] indices = [.. branches.Select(branch => Add(known, branch))];
        MemberIndex creator = new(2);

        Assert.That(known.Find(creator, new Sequence(0)), Is.EqualTo(indices[0]));
        Assert.That(
            branches.Select(branch => known.Find(creator, new Sequence(0), branch.Hash)), Is.EqualTo(indices));

        known.Remove(indices[0]);
        known.Remove(indices[2]);

        Assert.That(known.Find(creator, new Sequence(0)), Is.EqualTo(indices[1]));
        Assert.That(known.Find(creator, new Sequence(0), branches[2].Hash), Is.EqualTo(-1));
        Assert.That(known.Count, Is.EqualTo(1));
        Assert.That(known.BytesOf(indices[1]).SequenceEqual(branches[1].Bytes), Is.True);
    }

    [Test]
    public void Drop_AnEvent_IsRememberedWithAllBeforeIt()
    {
        KnownEvents known = new(4);
        ForgedEvent first = Forge.First(1);
        Add(known, first);
        known.Drop(Add(known, Forge.After(first)));

        Assert.That(known.IsDropped(new MemberIndex(1), new Sequence(0)), Is.True);
        Assert.That(known.IsDropped(new MemberIndex(1), new Sequence(1)), Is.True);
        Assert.That(known.IsDropped(new MemberIndex(1), new Sequence(2)), Is.False);
        Assert.That(known.IsDropped(new MemberIndex(2), new Sequence(0)), Is.False);
    }

    [Test]
    public void Enter_HigherSequence_MovesTheHead()
    {
        KnownEvents known = new(4);
        ForgedEvent first = Forge.First(1);
        int one = Add(known, first);
        int two = Add(known, Forge.After(first));
        known.Enter(one, new EventHandle(1, 1), 1);
        known.Enter(two, new EventHandle(2, 1), 2);

        Assert.That(known.HeadOf(new MemberIndex(1)), Is.EqualTo(two));
        Assert.That(known.Highest.ToArray(), Is.EqualTo(new[] { -1, 1, -1, -1 }));
    }

    private static int Add(KnownEvents known, ForgedEvent forged)
    {
        Assert.That(EventLayout.TryRead(forged.Bytes, 4, out EventLayout layout, out _), Is.True);
        return known.Add(new ScreenedEvent(0, forged.Hash, layout), forged.Bytes, new MemberIndex(0), new Micros(5));
    }
}
