using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class CreationPaceTests
{
    [TestCase(0, 20_000)]
    [TestCase(90_000, 30_000)]
    [TestCase(900_000, 100_000)]
    public void Cadence_MedianDelay_IsAThirdOfItWithinBounds(long delayMicros, long expected)
    {
        CreationPace pace = new(new GossipOptions(), 4);

        Assert.That(pace.Cadence(new Micros(delayMicros)).Value, Is.EqualTo(expected));
    }

    [Test]
    public void Early_NotTheOwnTurn_WaitsForTheTurn()
    {
        CreationPace pace = new(new GossipOptions { MinimumIntervalMs = 1, TurnMs = 5 }, 4);

        Assert.That(pace.Early(isTurn: true).Value, Is.EqualTo(1_000));
        Assert.That(pace.Early(isTurn: false).Value, Is.EqualTo(5_000));
    }

    [TestCase(4)]
    [TestCase(100)]
    [TestCase(1_000)]
    public void Interval_AfterManyPushes_KeepsThemInsideTheirShareOfTheBudget(int members)
    {
        GossipOptions options = new() { UploadBytesPerS = 500_000 };
        CreationPace pace = new(options, members);
        long push = (members - 1) * 400L;
        for (int i = 0; i < 100; i++)
        {
            pace.NotePushed(push);
        }

        Micros interval = pace.Interval(new Micros(1), isSlowed: false);

        Assert.That(push * 1e6 / interval.Value, Is.EqualTo(CreationPace.PushBytesPerS(500_000)).Within(2).Percent);
        Assert.That(CreationPace.PushBytesPerS(500_000), Is.InRange(300_000, 499_000), "answers need the rest");
    }

    [Test]
    public void Interval_HeartbeatSlowedAndBudget_TheLongestOfWhatHoldsItBack()
    {
        CreationPace pace = new(new GossipOptions { HeartbeatMs = 50 }, 4);

        Assert.That(pace.Interval(new Micros(80_000), isSlowed: false).Value, Is.EqualTo(50_000));
        Assert.That(pace.Interval(new Micros(20_000), isSlowed: false).Value, Is.EqualTo(20_000));
        Assert.That(pace.Interval(new Micros(20_000), isSlowed: true).Value, Is.EqualTo(1_000_000));
    }

    [TestCase(16, true)]
    [TestCase(64, true)]
    [TestCase(1_000, false)]
    public void CarriesRepeats_OnlyWhereTheBudgetDoesNotSetThePace(int members, bool expected) =>
        Assert.That(CreationPace.CarriesRepeats(new GossipOptions(), members), Is.EqualTo(expected));
}
