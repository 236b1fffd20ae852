using System.Security.Cryptography;

namespace Hearsay.World.Tests;

public sealed class TerrainGeneratorTests
{
    // Changes only when the terrain is changed on purpose: then worlds of earlier versions are other worlds.
    private const string HashOfSeed42 = "cb882d30644e180ac641ce9069c49d97e70371be0e4a437a606bec89badadab7";

    [Test]
    public void Generate_KnownSeed_GivesTheBytesOfEveryOtherMachine() =>
        Assert.That(HashOf(seed: 42), Is.EqualTo(HashOfSeed42));

    [Test]
    public void Generate_OtherSeed_GivesOtherBytes() =>
        Assert.That(HashOf(seed: 43), Is.Not.EqualTo(HashOfSeed42));

    [Test]
    public void Generate_ManyColumns_HasHillsSeaCavesTreesAndOres()
    {
        int[] counts = new int[BlockTable.Count];
        byte[] kinds = new byte[Chunk.Cells];
        TerrainGenerator terrain = new(5);
        for (int i = 0; i < 256; i++)
        {
            for (int y = 0; y < 8; y++)
            {
                terrain.Generate(new ChunkPosition((i % 16) * 5, y, (i / 16) * 5)).Unpack(kinds);
                foreach (byte kind in kinds)
                {
                    counts[kind]++;
                }
            }
        }

        BlockKind[] natural =
        [
            BlockKind.Air, BlockKind.Stone, BlockKind.Dirt, BlockKind.Grass, BlockKind.Sand, BlockKind.Gravel,
            BlockKind.Water, BlockKind.Bedrock, BlockKind.Log, BlockKind.Leaves, BlockKind.CoalOre, BlockKind.IronOre,
            BlockKind.GoldOre, BlockKind.DiamondOre,
        ];
        Assert.That(natural.Where(kind => counts[(int)kind] == 0), Is.Empty);
        Assert.That(counts[(int)BlockKind.Bedrock], Is.EqualTo(256 * 256));
    }

    [Test]
    public void Generate_TreesAcrossChunkBorders_AreWhole()
    {
        TerrainGenerator terrain = new(5);
        TerrainCache cache = new(terrain);
        ChunkStore blocks = new(cache);
        int trees = 0;
        for (long x = -200; x < 200; x++)
        {
            for (long z = -200; z < 200; z++)
            {
                bool atBorder = (x & 15) is 0 or 15 || (z & 15) is 0 or 15;
                if (atBorder && terrain.TryFindTreeGround(x, z, out int ground)
                    && blocks.Read(x, ground + 1, z) == BlockKind.Log)
                {
                    trees++;
                    AssertCanopy(blocks, x, ground + 1, z);
                }
            }
        }

        Assert.That(trees, Is.GreaterThan(20));
    }

    [Test]
    public void HeightAt_FarApartAndAtTheEdges_StaysInTheWorld()
    {
        TerrainGenerator terrain = new(ulong.MaxValue);
        Random random = new(9);
        long edge = Limits.HorizontalBlocks;
        for (int i = 0; i < 2_000; i++)
        {
            int height = terrain.HeightAt(random.NextInt64(-edge, edge), random.NextInt64(-edge, edge));
            Assert.That(height, Is.InRange(8, 200));
        }

        Assert.That(() => terrain.Generate(new ChunkPosition(-65_536, 4, 65_535)), Throws.Nothing);
        Assert.That(() => terrain.Generate(new ChunkPosition(65_535, 4, -65_536)), Throws.Nothing);
    }

    [Test]
    public void HeightAt_NeighbouringColumns_DiffersByNoMoreThanTreesAllowFor()
    {
        TerrainGenerator terrain = new(17);
        int steepest = 0;
        for (long x = -3_000; x < 3_000; x++)
        {
            steepest = Math.Max(steepest, Math.Abs(terrain.HeightAt(x, 40) - terrain.HeightAt(x + 2, 42)));
        }

        Assert.That(steepest, Is.LessThan(16));
    }

    [Test]
    public void FindSpawn_ManySeeds_IsDry()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            TerrainGenerator terrain = new(seed);
            (long x, long z) = terrain.FindSpawn();
            Assert.That(terrain.HeightAt(x, z), Is.GreaterThan(TerrainGenerator.SeaLevel), $"seed {seed}");
        }
    }

    private static void AssertCanopy(ChunkStore blocks, long x, long y, long z)
    {
        long top = y;
        while (blocks.Read(x, top, z) == BlockKind.Log)
        {
            top++;
        }

        Assert.That(blocks.Read(x, top, z), Is.Not.EqualTo(BlockKind.Air), $"above the trunk at {x} {z}");
        Assert.That(blocks.Read(x - 1, top - 1, z), Is.Not.EqualTo(BlockKind.Air), $"beside the trunk at {x} {z}");
        Assert.That(blocks.Read(x + 1, top - 1, z), Is.Not.EqualTo(BlockKind.Air), $"beside the trunk at {x} {z}");
        Assert.That(blocks.Read(x, top - 1, z - 1), Is.Not.EqualTo(BlockKind.Air), $"beside the trunk at {x} {z}");
        Assert.That(blocks.Read(x, top - 1, z + 1), Is.Not.EqualTo(BlockKind.Air), $"beside the trunk at {x} {z}");
    }

    private static string HashOf(ulong seed)
    {
        TerrainGenerator terrain = new(seed);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] kinds = new byte[Chunk.Cells];
        for (int i = 0; i < 64; i++)
        {
            terrain.Generate(new ChunkPosition((i * 37) - 1_000, i % 8, (i * 91) - 3_000)).Unpack(kinds);
            hash.AppendData(kinds);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
