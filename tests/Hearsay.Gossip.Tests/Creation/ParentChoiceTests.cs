using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>Which events an own event names.</summary>
public sealed class ParentChoiceTests
{
    [Test]
    public void Create_EventsOfOthers_NamesThoseThatAreNoAncestorsOfAnother()
    {
        LoneEngine lone = new(5);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent three = lone.Forge.Make(3, 0, 5, default, [one.AsParent]);
        ForgedEvent oneAgain = lone.Forge.After(one);
        lone.Deliver(1, one, two, three);

        Assert.That(ParentsOfNext(lone), Is.EqualTo(new[] { "2:0", "3:0" }), "1:0 is an ancestor of 3:0");

        lone.Deliver(1, oneAgain);

        Assert.That(ParentsOfNext(lone), Is.EqualTo(new[] { "1:1" }), "nothing else is new");
    }

    [Test]
    public void Create_Ages_AreTheTimesSinceTheEventsCame()
    {
        LoneEngine lone = new(4);
        lone.Deliver(1, lone.Forge.First(1));
        lone.Tick(7);
        lone.Deliver(2, lone.Forge.First(2));
        lone.Tick(3);
        lone.Engine.Submit([1], lone.Now, out _);
        lone.Tick();

        EventLayout layout = lone.LayoutOf(lone.OwnEvents[0]);
        NamedParents parents = layout.ParentsOf(lone.OwnEvents[0]);
        parents.TryRead(out NamedParent one);
        parents.TryRead(out NamedParent two);
        Assert.That((one.Age, two.Age), Is.EqualTo((100, 30)));
    }

    [Test]
    public void Create_BranchedMember_IsNotNamed()
    {
        LoneEngine lone = new(4);
        lone.Deliver(1, lone.Forge.First(1), lone.Forge.First(1, createdAt: 9), lone.Forge.First(2));

        Assert.That(ParentsOfNext(lone), Is.EqualTo(new[] { "2:0" }));
    }

    [Test]
    public void Create_MoreThanTheLimit_TakesThoseThatMoveMostForwardAndNobodyStarves()
    {
        const int Members = 40;
        LoneEngine lone = new(Members, new GossipOptions { ParentsMax = 4 });
        ForgedEvent[] heads = [.. Enumerable.Range(0, Members).Select(i => lone.Forge.First(i))];
        lone.Deliver(1, heads[1..]);
        ForgedEvent rich = lone.Forge.After(heads[20], heads[5].AsParent, heads[6].AsParent, heads[7].AsParent);
        lone.Deliver(20, rich);

        string[] first = ParentsOfNext(lone);

        Assert.That(first, Has.Length.EqualTo(4));
        Assert.That(first, Does.Contain("20:1"));

        HashSet<string> named = [.. first];
        for (int i = 0; i < Members; i++)
        {
            named.UnionWith(ParentsOfNext(lone));
        }

        int[] expected = [.. Enumerable.Range(1, Members - 1).Where(i => i is not (5 or 6 or 7 or 20))];
        Assert.That(named, Is.EquivalentTo((string[])[.. expected.Select(i => $"{i}:0"), "20:1"]));
    }

    [Test]
    public void Create_BusyMembersAndOneQuiet_TheQuietOneIsNamedSoon()
    {
        const int Members = 20;
        LoneEngine lone = new(Members, new GossipOptions { ParentsMax = 4 });
        ForgedEvent[] heads = [.. Enumerable.Range(0, Members).Select(i => lone.Forge.First(i))];
        lone.Deliver(1, heads[1..]);
        int steps = 0;
        while (!ParentsOfNext(lone).Contains("19:0"))
        {
            Assert.That(++steps, Is.LessThan(12));
            for (int i = 1; i < Members - 1; i++)
            {
                heads[i] = lone.Forge.After(heads[i]);
                lone.Deliver(i, heads[i]);
            }
        }
    }

    [Test]
    public void Create_ManyActionsWait_NamesFewerParentsButNotTooFew()
    {
        const int Members = 65;
        LoneEngine lone = new(Members);
        for (int i = 1; i < Members; i++)
        {
            lone.Deliver(i, lone.Forge.First(i));
        }

        for (int i = 0; i < 100; i++)
        {
            lone.Engine.Submit(new byte[16], lone.Now, out _);
        }

        lone.Tick(20);
        EventLayout full = lone.LayoutOf(lone.OwnEvents[0]);

        Assert.That(full.ParentCount, Is.InRange(21, 24));
        Assert.That(full.Length, Is.InRange(Limits.EventBytesMax - 20, Limits.EventBytesMax));

        for (int i = 0; i < 10; i++)
        {
            lone.Tick(100);
        }

        HashSet<string> named = [.. lone.OwnEvents.SelectMany(bytes => ParentsIn(lone, bytes))];
        Assert.That(named, Has.Count.EqualTo(Members - 1), "those left out come with later events");
    }

    [Test]
    public void Create_LargestActionAndAllParents_StillFits()
    {
        const int Members = 200;
        LoneEngine lone = new(Members, new GossipOptions { ParentsMax = 255 });
        for (int i = 1; i < Members; i++)
        {
            lone.Deliver(i, lone.Forge.First(i));
        }

        lone.Engine.Submit(new byte[Limits.ActionBytesMax], lone.Now, out _);
        lone.Tick(3_000_000);

        Assert.That(lone.LayoutOf(lone.OwnEvents[0]).PayloadLength, Is.GreaterThan(Limits.ActionBytesMax));
    }

    [Test]
    public void Create_AThousandMembers_NamesTheLimit()
    {
        const int Members = 1_000;
        LoneEngine lone = new(Members);
        ForgedEvent[] heads = [.. Enumerable.Range(0, Members).Select(i => lone.Forge.First(i))];
        lone.Deliver(1, heads[1..]);

        Assert.That(ParentsOfNext(lone), Has.Length.EqualTo(ParentLimit.Least));
        Assert.That(ParentsOfNext(lone), Has.Length.EqualTo(ParentLimit.Least));
    }

    private static string[] ParentsOfNext(LoneEngine lone)
    {
        lone.Engine.Submit([1], lone.Now, out _);
        lone.Tick(10_000);
        return ParentsIn(lone, lone.OwnEvents[^1]);
    }

    private static string[] ParentsIn(LoneEngine lone, byte[] eventBytes)
    {
        List<string> named = [];
        NamedParents parents = lone.LayoutOf(eventBytes).ParentsOf(eventBytes);
        while (parents.TryRead(out NamedParent parent))
        {
            named.Add($"{parent.Creator.Value}:{parent.Sequence.Value}");
        }

        return [.. named];
    }
}
