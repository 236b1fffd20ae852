namespace Hearsay.World.Tests;

public sealed class TerrainCacheTests
{
    [Test]
    public void Get_MoreChunksThanItKeeps_GivesWhatTheTerrainGenerates()
    {
        TerrainGenerator terrain = new(3);
        TerrainCache cache = new(terrain);
        Random random = new(4);
        for (int i = 0; i < 2 * Limits.TerrainCacheChunks; i++)
        {
            ChunkPosition place = new(random.Next(40), 10 + random.Next(6), random.Next(400));
            Assert.That(cache.Get(place).Position, Is.EqualTo(place));
        }

        ChunkPosition near = new(0, 4, 0);
        Assert.That(Bytes(cache.Get(near)), Is.EqualTo(Bytes(terrain.Generate(near))));
    }

    [Test]
    public void Get_Again_GivesTheSameChunk()
    {
        TerrainCache cache = new(new TerrainGenerator(3));

        Chunk first = cache.Get(new ChunkPosition(1, 2, 3));

        Assert.That(cache.Get(new ChunkPosition(1, 2, 3)), Is.SameAs(first));
    }

    private static byte[] Bytes(Chunk chunk)
    {
        byte[] kinds = new byte[Chunk.Cells];
        chunk.Unpack(kinds);
        return kinds;
    }
}
