using Hearsay.Hashgraph;

namespace Hearsay.Transport.Tests;

public sealed class ImpairmentDiceTests
{
    [Test]
    public void TryRoll_ManyTimes_LosesTheShareAndStaysWithinTheJitter()
    {
        Impairment impairment = new(new Micros(40_000), new Micros(10_000), LossPerMillion: 20_000);
        ImpairmentDice dice = new(impairment, seed: 1);
        int lost = 0;
        long least = long.MaxValue;
        long most = 0;
        for (int roll = 0; roll < 100_000; roll++)
        {
            if (!dice.TryRoll(out Micros onTheWay))
            {
                lost++;
                continue;
            }

            least = Math.Min(least, onTheWay.Value);
            most = Math.Max(most, onTheWay.Value);
        }

        Assert.That(lost, Is.InRange(1_800, 2_200));
        Assert.That(least, Is.InRange(30_000, 30_100));
        Assert.That(most, Is.InRange(49_900, 50_000));
    }

    [Test]
    public void TryRoll_JitterAboveTheDelay_IsNeverNegative()
    {
        ImpairmentDice dice = new(new Impairment(new Micros(100), new Micros(1_000), 0), seed: 2);

        for (int roll = 0; roll < 1_000; roll++)
        {
            Assert.That(dice.TryRoll(out Micros onTheWay), Is.True);
            Assert.That(onTheWay.Value, Is.InRange(0, 1_100));
        }
    }

    [Test]
    public void TryRoll_EqualSeeds_EqualFates()
    {
        Impairment impairment = new(new Micros(5_000), new Micros(4_000), LossPerMillion: 100_000);

        List<long> first = FatesOf(impairment, seed: 7);
        List<long> again = FatesOf(impairment, seed: 7);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(FatesOf(impairment, seed: 8), Is.Not.EqualTo(first));
    }

    private static List<long> FatesOf(Impairment impairment, ulong seed)
    {
        ImpairmentDice dice = new(impairment, seed);
        List<long> fates = [];
        for (int roll = 0; roll < 100; roll++)
        {
            fates.Add(dice.TryRoll(out Micros onTheWay) ? onTheWay.Value : -1);
        }

        return fates;
    }
}
