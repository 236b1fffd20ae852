namespace Hearsay.Session.Tests;

public sealed class LatencyHistogramTests
{
    [Test]
    public void PercentileMicros_OneValue_IsWithinOnePercentAtEveryMagnitude()
    {
        for (long micros = 1; micros < Limits.LatencyMicrosMax; micros = (micros * 9 / 8) + 1)
        {
            LatencyHistogram histogram = new();
            histogram.Record(micros);
            histogram.Record(Limits.LatencyMicrosMax); // so that the exact maximum does not help
            Assert.That(histogram.PercentileMicros(0.5), Is.EqualTo((double)micros).Within(1).Percent, $"{micros}");
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public void PercentileMicros_ManyValues_AreThoseOfTheSortedListWithinOnePercent(int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        Random random = new(seed);
        LatencyHistogram histogram = new();
        long[] values = new long[20_000];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (long)Math.Exp(random.NextDouble() * 18);
            histogram.Record(values[i]);
        }

        Array.Sort(values);
        foreach (double share in new[] { 0.01, 0.5, 0.95, 0.99, 0.999 })
        {
            long exact = values[(int)Math.Ceiling(share * values.Length) - 1];
            Assert.That(histogram.PercentileMicros(share), Is.EqualTo((double)exact).Within(1).Percent, $"{share}");
        }

        Assert.That(histogram.MeanMicros, Is.EqualTo(values.Average()).Within(1e-9).Percent);
        Assert.That(histogram.MaxMicros, Is.EqualTo(values[^1]));
        Assert.That(histogram.PercentileMicros(1), Is.LessThanOrEqualTo(histogram.MaxMicros));
    }

    [Test]
    public void Record_OutOfRange_CountsAsTheNearest()
    {
        LatencyHistogram histogram = new();
        histogram.Record(-5);
        histogram.Record(long.MaxValue);

        Assert.That(histogram.PercentileMicros(0.5), Is.Zero);
        Assert.That(histogram.MaxMicros, Is.EqualTo(Limits.LatencyMicrosMax));
    }

    [Test]
    public void Percentiles_OfNothing_AreZero()
    {
        Assert.That(Percentiles.Of(new LatencyHistogram()), Is.EqualTo(default(Percentiles)));
    }

    [Test]
    public void Add_OtherHistogram_IsAsIfAllWereRecordedHere()
    {
        LatencyHistogram left = new();
        LatencyHistogram right = new();
        LatencyHistogram both = new();
        for (int i = 0; i < 100; i++)
        {
            (i % 2 == 0 ? left : right).Record(i * 1_000);
            both.Record(i * 1_000);
        }

        left.Add(right);

        Assert.That(Percentiles.Of(left), Is.EqualTo(Percentiles.Of(both)));
        Assert.That(Percentiles.Of(left.Copy()), Is.EqualTo(Percentiles.Of(both)));
    }
}
