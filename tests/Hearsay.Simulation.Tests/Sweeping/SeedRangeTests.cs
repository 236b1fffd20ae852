namespace Hearsay.Simulation.Tests;

/// <summary>Ranges of seeds as people write them.</summary>
public sealed class SeedRangeTests
{
    [TestCase("7", 7, 7)]
    [TestCase("1..100", 1, 100)]
    [TestCase("0..0", 0, 0)]
    public void TryParse_Range_IsRead(string text, long first, long last)
    {
        Assert.That(SeedRange.TryParse(text, out SeedRange range), Is.True);
        Assert.That(range, Is.EqualTo(new SeedRange(first, last)));
        Assert.That(SeedRange.TryParse(range.ToString(), out SeedRange again), Is.True);
        Assert.That(again, Is.EqualTo(range));
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("5..")]
    [TestCase("5..4")]
    [TestCase("-1..4")]
    [TestCase("1...4")]
    [TestCase("1..99999999999")]
    [TestCase("one")]
    public void TryParse_AnythingElse_IsRefused(string text)
    {
        Assert.That(SeedRange.TryParse(text, out _), Is.False);
    }
}
