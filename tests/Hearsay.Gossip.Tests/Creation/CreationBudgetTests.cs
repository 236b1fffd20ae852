using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class CreationBudgetTests
{
    [TestCase(4)]
    [TestCase(100)]
    [TestCase(1_000)]
    public void Interval_AfterManyPushes_KeepsThemInsideTheirShareOfTheBudget(int members)
    {
        GossipOptions options = new() { UploadBytesPerS = 500_000 };
        CreationBudget budget = new(options, members, default);
        long push = (members - 1) * 400L;
        for (int i = 0; i < 100; i++)
        {
            budget.NotePushed(push);
        }

        double bytesPerS = push * 1e6 / budget.Interval.Value;
        Assert.That(bytesPerS, Is.EqualTo(CreationBudget.PushBytesPerS(500_000)).Within(2).Percent);
        Assert.That(CreationBudget.PushBytesPerS(500_000), Is.InRange(300_000, 499_000), "answers need the rest");
    }

    [Test]
    public void WhenHas_EventsTakenAtOnce_FourThenOnePerInterval()
    {
        Micros now = new(1_000_000);
        CreationBudget budget = new(new GossipOptions(), 16, default);
        for (int i = 0; i < 4; i++)
        {
            Assert.That(budget.WhenHas(1), Is.LessThanOrEqualTo(now), "the bucket holds four");
            budget.Take(now);
        }

        Assert.That(budget.WhenHas(1), Is.EqualTo(now + budget.Interval));
        Assert.That(budget.WhenHas(2), Is.EqualTo(now + budget.Interval + budget.Interval));
        for (int i = 0; i < 100; i++)
        {
            now = budget.WhenHas(1);
            budget.Take(now);
        }

        Assert.That(now.Value, Is.EqualTo(1_000_000 + (100 * budget.Interval.Value)));
    }

    [TestCase(16, true)]
    [TestCase(64, true)]
    [TestCase(1_000, false)]
    public void CarriesRepeats_OnlyWhereTheBudgetDoesNotSetThePace(int members, bool expected) =>
        Assert.That(CreationBudget.CarriesRepeats(new GossipOptions(), members), Is.EqualTo(expected));
}
