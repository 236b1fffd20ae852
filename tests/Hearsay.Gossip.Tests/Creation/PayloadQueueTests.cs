namespace Hearsay.Gossip.Tests;

public sealed class PayloadQueueTests
{
    [Test]
    public void CopyInto_AtRandom_GivesAllEntriesInOrderWithTheirNumbers()
    {
        TestContext.Out.WriteLine("seed 9");
        Random random = new(9);
        PayloadQueue queue = new(firstActionNumber: 100);
        Queue<string> expected = new();
        long nextAction = 100;
        for (int i = 0; i < 3_000; i++)
        {
            byte[] bytes = new byte[random.Next(1, 500)];
            random.NextBytes(bytes);
            EntryKind kind = random.Next(4) == 0 ? EntryKind.System : EntryKind.Action;
            if (queue.TryAdd(kind, bytes))
            {
                long number = kind == EntryKind.System ? 0 : nextAction++;
                expected.Enqueue($"{kind} {number} {Convert.ToHexString(bytes)}");
            }

            if (random.Next(3) == 0)
            {
                TakeAndCompare(queue, expected, random.Next(0, 1_100));
            }
        }

        while (queue.Bytes > 0)
        {
            TakeAndCompare(queue, expected, 1_000);
        }

        Assert.That(expected, Is.Empty);
        Assert.That(queue.NextAction, Is.EqualTo(nextAction));
    }

    [Test]
    public void CopyInto_NotRemoved_GivesTheSameAgain()
    {
        PayloadQueue queue = new(firstActionNumber: 1);
        queue.TryAdd(EntryKind.Action, [1, 2]);
        byte[] one = new byte[50];
        byte[] two = new byte[50];

        Assert.That(queue.CopyInto(one), Is.EqualTo(4).And.EqualTo(queue.CopyInto(two)));
        Assert.That(two, Is.EqualTo(one));
    }

    [Test]
    public void TryAdd_Full_IsRefusedAndLeavesTheRest()
    {
        PayloadQueue queue = new(firstActionNumber: 1);
        int accepted = 0;
        while (queue.TryAdd(EntryKind.Action, new byte[500]))
        {
            accepted++;
        }

        Assert.That(accepted, Is.EqualTo(Limits.QueuedPayloadBytesMax / 502));
        Assert.That(queue.NextAction, Is.EqualTo(accepted + 1));
    }

    [Test]
    public void SkipActions_HigherNumberUsed_GoesOnAfterIt()
    {
        PayloadQueue queue = new(firstActionNumber: 5);
        queue.SkipActions(3);
        Assert.That(queue.NextAction, Is.EqualTo(5));

        queue.SkipActions(9);
        Assert.That(queue.NextAction, Is.EqualTo(10));
    }

    private static void TakeAndCompare(PayloadQueue queue, Queue<string> expected, int room)
    {
        byte[] payload = new byte[room];
        int length = queue.CopyInto(payload);
        Assert.That(PayloadReader.IsValid(payload.AsSpan(0, length)), Is.True);
        queue.RemoveCopied();
        PayloadReader reader = new(payload.AsSpan(0, length));
        while (reader.TryRead(out PayloadEntry entry))
        {
            string described = $"{entry.Kind} {entry.ActionNumber} {Convert.ToHexString(entry.Bytes)}";
            Assert.That(described, Is.EqualTo(expected.Dequeue()));
        }
    }
}
