namespace Hearsay.Simulation.Tests;

/// <summary>Finality counted in message delays.</summary>
public sealed class DelayHistogramTests
{
    [Test]
    public void Percentile_HundredValues_IsTheOneInItsPlace()
    {
        DelayHistogram histogram = new();
        histogram.Add(Enumerable.Range(1, 100).Select(value => value * 1_000L), delayMicros: 1_000);

        Assert.That(histogram.Count, Is.EqualTo(100));
        Assert.That(histogram.Mean, Is.EqualTo(50.5).Within(1e-9));
        Assert.That(histogram.Percentile(0.95), Is.EqualTo(95.1).Within(1e-9));
    }

    [Test]
    public void Mean_NoValues_IsZero()
    {
        Assert.That(new DelayHistogram().Mean, Is.Zero);
        Assert.That(new DelayHistogram().Percentile(0.95), Is.Zero);
    }
}
