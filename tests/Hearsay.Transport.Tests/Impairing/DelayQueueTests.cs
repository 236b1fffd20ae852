using Hearsay.Hashgraph;

namespace Hearsay.Transport.Tests;

public sealed class DelayQueueTests
{
    private readonly byte[] _taken = new byte[Limits.DatagramBytesMax];

    [Test]
    public void TryTake_BeforeItsTime_Waits()
    {
        DelayQueue queue = new(4);
        queue.TryAdd(new Micros(100), new MemberIndex(3), [1, 2]);

        Assert.That(queue.TryTake(new Micros(99), _taken, out _, out _), Is.False);
        Assert.That(queue.TryTake(new Micros(100), _taken, out MemberIndex to, out int length), Is.True);
        Assert.That(to, Is.EqualTo(new MemberIndex(3)));
        Assert.That(_taken.AsSpan(0, length).ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public void TryTake_Several_LeaveByTimeAndThenByArrival()
    {
        DelayQueue queue = new(8);
        queue.TryAdd(new Micros(20), default, [3]);
        queue.TryAdd(new Micros(10), default, [1]);
        queue.TryAdd(new Micros(20), default, [4]);
        queue.TryAdd(new Micros(10), default, [2]);

        Assert.That(DrainAt(queue, new Micros(20)), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
        Assert.That(queue.Count, Is.Zero);
    }

    [Test]
    public void TryAdd_Full_IsRefusedUntilOneLeaves()
    {
        DelayQueue queue = new(1);
        Assert.That(queue.TryAdd(new Micros(1), default, [1]), Is.True);
        Assert.That(queue.TryAdd(new Micros(1), default, [2]), Is.False);

        queue.TryTake(new Micros(1), _taken, out _, out _);

        Assert.That(queue.TryAdd(new Micros(1), default, [3]), Is.True);
    }

    [Test]
    public void TryAdd_AfterWarmUp_AllocatesNothing()
    {
        DelayQueue queue = new(64);
        FillAndDrain(queue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        FillAndDrain(queue);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private void FillAndDrain(DelayQueue queue)
    {
        for (int number = 0; number < 64; number++)
        {
            queue.TryAdd(new Micros(number), default, [1]);
        }

        while (queue.TryTake(new Micros(1_000), _taken, out _, out _))
        {
        }
    }

    private List<byte> DrainAt(DelayQueue queue, Micros now)
    {
        List<byte> values = [];
        while (queue.TryTake(now, _taken, out _, out _))
        {
            values.Add(_taken[0]);
        }

        return values;
    }
}
