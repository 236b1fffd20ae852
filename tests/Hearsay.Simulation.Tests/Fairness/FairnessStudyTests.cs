namespace Hearsay.Simulation.Tests;

public sealed class FairnessStudyTests
{
    [TestCase(4, 1)]
    [TestCase(10, 3)]
    [TestCase(100, 10)]
    [TestCase(3, 0)]
    public void LiarsOf_Members_IsNearlyAThirdOrATenth(int members, int liars)
    {
        Assert.That(FairnessStudy.LiarsOf(members), Is.EqualTo(liars));
    }

    [Test]
    public void Run_OneSeed_CountsEveryContestOnce()
    {
        List<int> told = [];

        FairnessFindings found = FairnessStudy.Run(
            new FairnessPlan { Members = 4, Liars = 1 }, new SeedRange(4, 4), told.Add, CancellationToken.None);

        RuleFindings hearsay = found.Of(OrderRule.Hearsay);
        int races = hearsay.Curve.Points.Sum(point => point.EarlierWins.Count);
        RushFindings rush = hearsay.Rush;
        Assert.That(told, Is.EqualTo(new[] { 1 }));
        Assert.That(found.Unfinished, Is.Zero);
        Assert.That(
            races + rush.Honest.Count + rush.Drawn.Count + rush.BestPlaced.Count, Is.EqualTo(found.Contests));
        Assert.That(
            rush.ByDelay.Sum(place => place.Wins.Count), Is.EqualTo(rush.Drawn.Count + rush.BestPlaced.Count));
        int even = hearsay.Curve.Points[0].EarlierWins.Count;
        Assert.That(hearsay.Thirds.Sum(place => place.Wins.Count), Is.EqualTo(2 * even));
        Assert.That(hearsay.Cities.Sum(place => place.Wins.Successes), Is.EqualTo(even));
    }

    [Test]
    public void Run_Stopped_ReportsTheSeedsThatWereDone()
    {
        using CancellationTokenSource stop = new();

        FairnessFindings found = FairnessStudy.Run(
            new FairnessPlan { Members = 3 }, new SeedRange(1, 50), _ => stop.Cancel(), stop.Token);

        Assert.That(found.Seeds, Is.EqualTo(1));
    }
}
