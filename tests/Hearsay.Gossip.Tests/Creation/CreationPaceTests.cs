using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class CreationPaceTests
{
    [TestCase(0, 20_000)]
    [TestCase(90_000, 30_000)]
    [TestCase(900_000, 100_000)]
    public void Cadence_MedianDelay_IsAThirdOfItWithinBounds(long delayMicros, long expected)
    {
        CreationPace pace = new(new GossipOptions(), 4, default);

        Assert.That(pace.Cadence(new Micros(delayMicros)).Value, Is.EqualTo(expected));
    }

    [Test]
    public void Early_NotTheOwnTurn_WaitsForTheTurn()
    {
        CreationPace pace = new(new GossipOptions { MinimumIntervalMs = 1, TurnMs = 5 }, 4, default);

        Assert.That(pace.Early(isTurn: true).Value, Is.EqualTo(1_000));
        Assert.That(pace.Early(isTurn: false).Value, Is.EqualTo(5_000));
    }

    [TestCase(4)]
    [TestCase(100)]
    [TestCase(1_000)]
    public void Interval_AfterManyPushes_KeepsThemInsideTheirShareOfTheBudget(int members)
    {
        GossipOptions options = new() { UploadBytesPerS = 500_000 };
        CreationPace pace = new(options, members, default);
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
        CreationPace pace = new(new GossipOptions { HeartbeatMs = 50 }, 4, default);

        Assert.That(pace.Interval(new Micros(80_000), isSlowed: false).Value, Is.EqualTo(50_000));
        Assert.That(pace.Interval(new Micros(20_000), isSlowed: false).Value, Is.EqualTo(20_000));
        Assert.That(pace.Interval(new Micros(20_000), isSlowed: true).Value, Is.EqualTo(1_000_000));
    }

    [Test]
    public void Due_BudgetSetsThePace_ActionsComeEarlyAndNoMoreEventsThanWithout()
    {
        GossipOptions options = new() { UploadBytesPerS = 500_000 };
        CreationPace pace = new(options, 1_000, default);
        long interval = pace.Upload().Value;
        Micros now = new(10 * interval);
        pace.NoteCreated(now);

        Assert.That(pace.Due(pace.Upload(), hasPayload: false).Value, Is.EqualTo(11 * interval));
        Assert.That(pace.Due(pace.Upload(), hasPayload: true).Value, Is.EqualTo(10.75 * interval).Within(1));
        for (int i = 0; i < 100; i++)
        {
            now = pace.Due(pace.Upload(), hasPayload: i % 3 > 0);
            pace.NoteCreated(now);
        }

        Assert.That(now.Value, Is.InRange(109 * interval, (110 * interval) + 100), "100 events, none extra but one");
    }

    [Test]
    public void Due_BudgetDoesNotSetThePace_ActionsKeepTheInterval()
    {
        CreationPace pace = new(new GossipOptions(), 4, default);
        pace.NoteCreated(new Micros(1_000_000));

        Assert.That(pace.Due(new Micros(20_000), hasPayload: true).Value, Is.EqualTo(1_020_000));
        Assert.That(pace.Due(new Micros(20_000), hasPayload: false).Value, Is.EqualTo(1_020_000));
    }

    [TestCase(16, true)]
    [TestCase(64, true)]
    [TestCase(1_000, false)]
    public void CarriesRepeats_OnlyWhereTheBudgetDoesNotSetThePace(int members, bool expected) =>
        Assert.That(CreationPace.CarriesRepeats(new GossipOptions(), members), Is.EqualTo(expected));
}
