namespace Hearsay.Session.Tests;

public sealed class BoundedRingTests
{
    [Test]
    public void TryAdd_FullRing_IsRefusedUntilSomethingIsTaken()
    {
        BoundedRing<int> ring = new(4);
        for (int i = 0; i < 4; i++)
        {
            Assert.That(ring.TryAdd(i, out long position), Is.True);
            Assert.That(position, Is.EqualTo(i));
        }

        Assert.That(ring.TryAdd(4, out _), Is.False);
        Assert.That(ring.Count, Is.EqualTo(4));
        Assert.That(ring.TryTake(out int oldest), Is.True);
        Assert.That(oldest, Is.Zero);
        Assert.That(ring.TryAdd(4, out long next), Is.True);
        Assert.That(next, Is.EqualTo(4));
    }

    [Test]
    public void TryTake_EmptyRing_IsRefused()
    {
        BoundedRing<int> ring = new(2);

        Assert.That(ring.TryTake(out _), Is.False);
        Assert.That(ring.Count, Is.Zero);
        Assert.That(ring.HasItem, Is.False);
    }

    [Test]
    public void HasItem_WhileItemsWait_IsTrue()
    {
        BoundedRing<int> ring = new(2);
        for (int lap = 0; lap < 5; lap++)
        {
            ring.TryAdd(lap, out _);
            Assert.That(ring.HasItem, Is.True);
            ring.TryTake(out _);
            Assert.That(ring.HasItem, Is.False);
        }
    }

    [Test]
    public void AddAndTake_ManyThreads_EveryItemComesOutOnceAndEachWritersInOrder()
    {
        const int Writers = 4;
        const int PerWriter = 20_000;
        BoundedRing<int> ring = new(64);
        List<int> taken = [];
        Thread[] writers = [.. Enumerable.Range(0, Writers).Select(w => new Thread(() =>
        {
            for (int i = 0; i < PerWriter; i++)
            {
                while (!ring.TryAdd((w * PerWriter) + i, out _))
                {
                    Thread.Yield();
                }
            }
        }))];
        Array.ForEach(writers, w => w.Start());
        while (taken.Count < Writers * PerWriter)
        {
            if (ring.TryTake(out int item))
            {
                taken.Add(item);
            }
            else
            {
                Thread.Yield();
            }
        }

        Array.ForEach(writers, w => w.Join());
        for (int w = 0; w < Writers; w++)
        {
            Assert.That(
                taken.Where(item => item / PerWriter == w),
                Is.EqualTo(Enumerable.Range(w * PerWriter, PerWriter)));
        }
    }
}
