namespace Hearsay.Gossip.Tests;

public sealed class EventBytesTests
{
    [Test]
    public void StoreAndFree_AtRandom_EveryBlockKeepsItsBytes()
    {
        TestContext.Out.WriteLine("seed 3");
        Random random = new(3);
        EventBytes bytes = new();
        List<(int Block, byte[] Content)> stored = [];
        for (int i = 0; i < 5_000; i++)
        {
            if (stored.Count < 300 || random.Next(2) == 0)
            {
                byte[] content = new byte[random.Next(1, Limits.EventBytesMax + 1)];
                random.NextBytes(content);
                stored.Add((bytes.Store(content), content));
            }
            else
            {
                int at = random.Next(stored.Count);
                bytes.Free(stored[at].Block, stored[at].Content.Length);
                stored.RemoveAt(at);
            }
        }

        foreach ((int block, byte[] content) in stored)
        {
            Assert.That(bytes.Read(block, content.Length).SequenceEqual(content), Is.True);
        }

        Assert.That(bytes.BytesHeld, Is.GreaterThanOrEqualTo(stored.Sum(block => block.Content.Length)));
        stored.ForEach(block => bytes.Free(block.Block, block.Content.Length));
        Assert.That(bytes.BytesHeld, Is.Zero);
    }
}
