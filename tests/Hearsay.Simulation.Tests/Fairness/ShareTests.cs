namespace Hearsay.Simulation.Tests;

/// <summary>Against the values of Wilson's interval that the literature and other programs give.</summary>
public sealed class ShareTests
{
    [TestCase(50, 100, 0.4038, 0.5962)]
    [TestCase(0, 10, 0.0, 0.2775)]
    [TestCase(10, 10, 0.7225, 1.0)]
    [TestCase(1, 29, 0.0061, 0.1718)]
    public void Interval_KnownCounts_IsWilsons(double successes, int count, double low, double high)
    {
        Share share = new(successes, count);

        Assert.That(share.Low, Is.EqualTo(low).Within(0.0001));
        Assert.That(share.High, Is.EqualTo(high).Within(0.0001));
        Assert.That(share.Value, Is.EqualTo(successes / count));
    }

    [Test]
    public void Interval_NothingCounted_IsEverything()
    {
        Share none = default;

        Assert.That((none.Value, none.Low, none.High), Is.EqualTo((0.0, 0.0, 1.0)));
    }

    [Test]
    public void Of_Cases_AddsThemUp()
    {
        Assert.That(Share.Of([1, 0, 0.5, 1]), Is.EqualTo(new Share(2.5, 4)));
    }
}
