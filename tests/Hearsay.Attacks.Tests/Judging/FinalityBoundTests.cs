namespace Hearsay.Attacks.Tests;

public sealed class FinalityBoundTests
{
    [TestCase(65, true)]
    [TestCase(66, false)]
    [TestCase(double.PositiveInfinity, false)]
    public void IsKept_AttackAgainstControlOfThirty_UpToTwiceAndTheFloor(double attackMs, bool isKept) =>
        Assert.That(new FinalityBound(30, attackMs).IsKept, Is.EqualTo(isKept));

    [Test]
    public void Of_OneBadWindowInThree_SaysNothing()
    {
        Assert.That(FinalityBound.Of([30, 31, 29], [33, 2_000, 35]).IsKept, Is.True);
        Assert.That(FinalityBound.Of([30, 31, 29], [90, 2_000, 35]).IsKept, Is.False);
    }

    [Test]
    public void MedianOf_EvenCount_IsTheHigherOfTheMiddleTwo() =>
        Assert.That(FinalityBound.MedianOf([4, 1, 3, 2]), Is.EqualTo(3));
}
