namespace Hearsay.World.Tests;

public sealed class ChunkTests
{
    private static readonly object Owner = new();

    [Test]
    public void Set_RandomWritesWithGrowingPalettes_ReadsLikeAPlainArray([Values(1, 2, 5, 16, 17, 20)] int kinds)
    {
        Random random = new(kinds);
        byte[] plain = new byte[Chunk.Cells];
        Chunk chunk = new(new ChunkPosition(1, 2, 3), plain, Owner);
        for (int i = 0; i < 6_000; i++)
        {
            int cell = random.Next(Chunk.Cells);
            byte kind = (byte)random.Next(kinds);
            plain[cell] = kind;
            chunk.Set(cell, (BlockKind)kind);
        }

        byte[] unpacked = new byte[Chunk.Cells];
        chunk.Unpack(unpacked);

        Assert.That(unpacked, Is.EqualTo(plain));
        Assert.That(Enumerable.Range(0, Chunk.Cells).Select(cell => (byte)chunk[cell]), Is.EqualTo(plain));
    }

    [Test]
    public void Constructor_AnyNumberOfKinds_KeepsThem([Values(1, 2, 16, 17, 20)] int kinds)
    {
        byte[] plain = Kinds(kinds, seed: 3);

        byte[] unpacked = new byte[Chunk.Cells];
        new Chunk(default, plain, Owner).Unpack(unpacked);

        Assert.That(unpacked, Is.EqualTo(plain));
    }

    [Test]
    public void CloneFor_WriteToTheClone_LeavesTheOriginal()
    {
        Chunk original = new(default, Kinds(4, seed: 5), null);
        byte[] before = new byte[Chunk.Cells];
        original.Unpack(before);

        Chunk clone = original.CloneFor(Owner);
        clone.Set(7, BlockKind.Lantern);

        byte[] after = new byte[Chunk.Cells];
        original.Unpack(after);
        Assert.That(after, Is.EqualTo(before));
        Assert.That(clone[7], Is.EqualTo(BlockKind.Lantern));
    }

    [Test]
    public void Stamp_SameBlocksByDifferentWays_IsEqual()
    {
        Chunk one = new(default, Kinds(4, seed: 5), Owner);
        Chunk other = one.CloneFor(Owner);
        ulong before = one.Stamp;

        one.Set(7, BlockKind.Lantern);
        ulong changed = one.Stamp;
        other.Set(9, BlockKind.Glass);
        other.Set(7, BlockKind.Lantern);
        other.Set(9, new Chunk(default, Kinds(4, seed: 5), Owner)[9]);

        Assert.That(changed, Is.Not.EqualTo(before));
        Assert.That(other.Stamp, Is.EqualTo(changed));
    }

    [Test]
    public void Stamp_GeneratedChunk_IsZero() =>
        Assert.That(new Chunk(default, Kinds(4, seed: 5), owner: null).Stamp, Is.Zero);

    internal static byte[] Kinds(int kinds, int seed)
    {
        Random random = new(seed);
        byte[] plain = new byte[Chunk.Cells];
        for (int i = 0; i < plain.Length; i++)
        {
            plain[i] = (byte)(i < kinds ? i : random.Next(kinds));
        }

        return plain;
    }
}
