using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class TokenBucketTests
{
    [Test]
    public void TryTake_OverTime_GivesTheRateAfterTheBurst()
    {
        TokenBucket bucket = new(perS: 1_000, burst: 100, new Micros(0));
        int taken = 0;
        for (long now = 0; now <= 2_000_000; now += 100)
        {
            while (bucket.TryTake(7, new Micros(now)))
            {
                taken += 7;
            }
        }

        Assert.That(taken, Is.InRange(2_100 - 7, 2_100));
    }

    [Test]
    public void WhenHas_NotEnough_IsTheFirstTimeItHas()
    {
        TokenBucket bucket = new(perS: 1_000, burst: 100, new Micros(0));
        bucket.TryTake(90, new Micros(0));
        Micros when = bucket.WhenHas(50);

        Assert.That(when.Value, Is.EqualTo(40_001).Within(1));
        Assert.That(bucket.Has(50, new Micros(when.Value - 100)), Is.False);
        Assert.That(bucket.Has(50, when), Is.True);
    }

    [Test]
    public void TryTake_LongPauseAndHugeRate_DoesNotOverflow()
    {
        TokenBucket bucket = new(perS: 1L << 36, burst: 1L << 36, new Micros(0));

        Assert.That(bucket.TryTake(1L << 36, new Micros(long.MaxValue / 4)), Is.True);
        Assert.That(bucket.TryTake(1, new Micros(long.MaxValue / 4)), Is.False);
    }
}
