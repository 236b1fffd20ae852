namespace Hearsay.World.Tests;

public sealed class ChunkPositionTests
{
    [Test]
    public void TryFromKey_OfAnyChunkOfTheWorld_IsTheInverse()
    {
        int[] coordinates = [-65_536, -65_535, -1, 0, 1, 65_535];
        foreach (int x in coordinates)
        {
            foreach (int z in coordinates)
            {
                for (int y = 0; y < 16; y++)
                {
                    ChunkPosition position = new(x, y, z);
                    Assert.That(position.IsInWorld, Is.True);
                    Assert.That(ChunkPosition.TryFromKey(position.Key, out ChunkPosition back), Is.True);
                    Assert.That(back, Is.EqualTo(position));
                }
            }
        }
    }

    [TestCase(-1L)]
    [TestCase(1L << 38)]
    [TestCase(long.MaxValue)]
    public void TryFromKey_OfNoChunk_IsFalse(long key) =>
        Assert.That(ChunkPosition.TryFromKey(key, out _), Is.False);

    [TestCase(-65_537, 0, 0)]
    [TestCase(65_536, 0, 0)]
    [TestCase(0, -1, 0)]
    [TestCase(0, 16, 0)]
    [TestCase(0, 0, 65_536)]
    public void IsInWorld_BeyondTheEdge_IsFalse(int x, int y, int z) =>
        Assert.That(new ChunkPosition(x, y, z).IsInWorld, Is.False);

    [Test]
    public void Chunk_OfBlocksAtTheEdge_IsInWorld()
    {
        long edge = Limits.HorizontalBlocks;

        Assert.That(new BlockPosition(-edge, 0, -edge).Chunk.IsInWorld, Is.True);
        Assert.That(new BlockPosition(edge - 1, 255, edge - 1).Chunk.IsInWorld, Is.True);
        Assert.That(new BlockPosition(edge, 0, 0).IsInWorld, Is.False);
        Assert.That(new BlockPosition(-edge - 1, 0, 0).IsInWorld, Is.False);
        Assert.That(new BlockPosition(long.MaxValue, 0, long.MinValue).IsInWorld, Is.False);
    }
}
