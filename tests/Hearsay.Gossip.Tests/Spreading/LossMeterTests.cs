namespace Hearsay.Gossip.Tests;

public sealed class LossMeterTests
{
    [TestCase(0.0)]
    [TestCase(0.01)]
    [TestCase(0.2)]
    public void Missed_RandomLoss_ComesNearIt(double loss)
    {
        TestContext.Out.WriteLine("seed 7");
        Random random = new(7);
        LossMeter meter = new();
        for (uint number = uint.MaxValue - 3_000; number != 5_000; number++)
        {
            if (random.NextDouble() >= loss)
            {
                meter.Note(number);
            }
        }

        Assert.That(meter.Missed / 65_535.0, Is.EqualTo(loss).Within((loss / 3) + 0.0001));
    }

    [Test]
    public void Missed_ReorderedAndDoubled_IsNoLoss()
    {
        LossMeter meter = new();
        for (uint number = 0; number < 4_000; number += 4)
        {
            foreach (uint offset in new uint[] { 3, 1, 1, 0, 2, 3, 2 })
            {
                meter.Note(number + offset);
            }
        }

        Assert.That(meter.Missed, Is.Zero);
    }

    [Test]
    public void Missed_SenderStartsOver_IsNoLoss()
    {
        LossMeter meter = new();
        foreach (int number in Enumerable.Range(0, 1_000).Concat(Enumerable.Range(1_000_000, 1_000)))
        {
            meter.Note((uint)number);
        }

        Assert.That(meter.Missed, Is.Zero);
    }

    [Test]
    public void Missed_OneLossEarly_IsNotALot()
    {
        LossMeter meter = new();
        meter.Note(0);
        meter.Note(2);

        Assert.That(meter.Missed / 65_535.0, Is.LessThan(0.01).And.GreaterThan(0.003));
    }
}
