namespace Hearsay.Gossip.Tests;

public sealed class ParentLimitTests
{
    [TestCase(2)]
    [TestCase(16)]
    [TestCase(64)]
    [TestCase(128)]
    public void Of_RosterUpTo128_NamesEverybody(int members) =>
        Assert.That(ParentLimit.Of(new GossipOptions(), members), Is.EqualTo(members - 1));

    [TestCase(129)]
    [TestCase(256)]
    public void Of_RosterThatTheBudgetCarries_IsNotLowered(int members) =>
        Assert.That(ParentLimit.Of(new GossipOptions(), members), Is.EqualTo(ParentLimit.Most));

    [Test]
    public void Of_GrowingRoster_NeverGrowsAndStopsAtTheLeast()
    {
        GossipOptions options = new();
        int[] limits = [.. Enumerable.Range(129, 1_373).Select(members => ParentLimit.Of(options, members))];

        Assert.That(limits, Is.Ordered.Descending);
        Assert.That(limits[512 - 129], Is.InRange(ParentLimit.Least + 1, ParentLimit.Most - 1), "512 members");
        Assert.That(limits[(1_000 - 129)..], Is.All.EqualTo(ParentLimit.Least));
    }

    [Test]
    public void Of_LargerBudget_NeverLowersTheLimit()
    {
        int[] limits = [.. Enumerable.Range(0, 10).Select(i =>
            ParentLimit.Of(new GossipOptions { UploadBytesPerS = 65_536L << i }, 500))];

        Assert.That(limits, Is.Ordered);
        Assert.That(limits[0], Is.EqualTo(ParentLimit.Least));
        Assert.That(limits[^1], Is.EqualTo(ParentLimit.Most));
    }

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(255)]
    public void Of_ExplicitLimit_Wins(int explicitly) =>
        Assert.That(ParentLimit.Of(new GossipOptions { ParentsMax = explicitly }, 1_000), Is.EqualTo(explicitly));
}
