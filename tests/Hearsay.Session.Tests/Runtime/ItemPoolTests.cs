namespace Hearsay.Session.Tests;

public sealed class ItemPoolTests
{
    [Test]
    public void TryRent_MoreThanTheBound_IsRefusedUntilOneComesBack()
    {
        ItemPool<object> pool = new(3, () => new object());
        object[] rented = new object[3];
        for (int i = 0; i < rented.Length; i++)
        {
            Assert.That(pool.TryRent(out rented[i]), Is.True);
        }

        Assert.That(rented, Is.Unique);
        Assert.That(pool.TryRent(out _), Is.False);
        pool.Return(rented[1]);
        Assert.That(pool.TryRent(out object again), Is.True);
        Assert.That(again, Is.SameAs(rented[1]));
        Assert.That(pool.TryRent(out _), Is.False);
    }

    [Test]
    public void TryRent_AfterTheItemsAreMade_AllocatesNothing()
    {
        ItemPool<object> pool = new(4, () => new object());
        pool.TryRent(out object first);
        pool.Return(first);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            pool.TryRent(out object item);
            pool.Return(item);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCase(2)]
    [TestCase(64)]
    [CancelAfter(120_000)]
    public void RentAndReturn_ManyThreads_EachItemHasOneHolderAndNoneIsLost(int capacity, CancellationToken cancel)
    {
        const int Threads = 8;
        const int PerThread = 50_000;
        int twice = 0;
        ItemPool<Held> pool = new(capacity, () => new Held());
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < PerThread && !cancel.IsCancellationRequested; i++)
            {
                if (pool.TryRent(out Held one))
                {
                    twice += Interlocked.Exchange(ref one.ByAnybody, 1);
                    Volatile.Write(ref one.ByAnybody, 0);
                    pool.Return(one);
                }
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        cancel.ThrowIfCancellationRequested();
        HashSet<Held> left = [];
        while (pool.TryRent(out Held one))
        {
            left.Add(one);
        }

        Assert.That(twice, Is.Zero);
        Assert.That(left, Has.Count.EqualTo(capacity));
    }

    private sealed class Held
    {
        public int ByAnybody;
    }
}
