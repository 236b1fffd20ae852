namespace Hearsay.World.Tests;

public sealed class ChunkCodecTests
{
    private static readonly object Owner = new();

    [Test]
    public void TryRead_OfWhatWriteWrote_GivesTheSameBlocks([Values(1, 2, 16, 17, 20)] int kinds)
    {
        byte[] plain = ChunkTests.Kinds(kinds, seed: 11);
        byte[] bytes = Write(new Chunk(default, plain, Owner));

        int read = ChunkCodec.TryRead(bytes, default, Owner, out Chunk? chunk);

        byte[] unpacked = new byte[Chunk.Cells];
        chunk!.Unpack(unpacked);
        Assert.That(read, Is.EqualTo(bytes.Length));
        Assert.That(unpacked, Is.EqualTo(plain));
    }

    [Test]
    public void Write_SameBlocksByDifferentWays_GivesEqualBytes([Values(1, 2, 3, 4, 5)] int seed)
    {
        byte[] plain = ChunkTests.Kinds(12, seed);
        Chunk direct = new(default, plain, Owner);
        Chunk detour = new(default, new byte[Chunk.Cells], Owner);
        Random random = new(seed);
        for (int i = 0; i < 20; i++)
        {
            detour.Set(random.Next(Chunk.Cells), (BlockKind)i);
        }

        foreach (int cell in Enumerable.Range(0, Chunk.Cells).OrderBy(_ => random.Next()))
        {
            detour.Set(cell, (BlockKind)plain[cell]);
        }

        Assert.That(Write(detour), Is.EqualTo(Write(direct)));
        Assert.That(ChunkCodec.HashOf(detour), Is.EqualTo(ChunkCodec.HashOf(direct)));
    }

    [Test]
    public void HashOf_AfterAChange_IsAnother()
    {
        Chunk chunk = new(default, ChunkTests.Kinds(3, seed: 1), Owner);
        byte[] before = ChunkCodec.HashOf(chunk);

        chunk.Set(100, BlockKind.Lantern);

        Assert.That(ChunkCodec.HashOf(chunk), Is.Not.EqualTo(before));
    }

    [Test]
    public void TryRead_EveryTruncation_IsRefused([Values(1, 3, 20)] int kinds)
    {
        byte[] bytes = Write(new Chunk(default, ChunkTests.Kinds(kinds, seed: 2), Owner));

        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.That(ChunkCodec.TryRead(bytes.AsSpan(0, length), default, Owner, out _), Is.Zero);
        }
    }

    [Test]
    public void TryRead_OtherFormOfTheSameBlocks_IsRefused()
    {
        byte[] swapped = Write(new Chunk(default, ChunkTests.Kinds(2, seed: 2), Owner));
        (swapped[1], swapped[2]) = (swapped[2], swapped[1]);
        byte[] unused = [1, 0, 1, .. new byte[Chunk.Cells / 2]];
        byte[] unknown = [0, 99];

        Assert.That(ChunkCodec.TryRead(swapped, default, Owner, out _), Is.Zero, "palette not ascending");
        Assert.That(ChunkCodec.TryRead(unused, default, Owner, out _), Is.Zero, "kind that no block has");
        Assert.That(ChunkCodec.TryRead(unknown, default, Owner, out _), Is.Zero, "kind that does not exist");
    }

    [Test]
    public void TryRead_RandomBytes_NeverThrowsAndReadsOnlyCanonicalForms()
    {
        Random random = new(77);
        byte[] bytes = new byte[ChunkCodec.BytesMax];
        for (int i = 0; i < 2_000; i++)
        {
            random.NextBytes(bytes);
            bytes[0] = (byte)random.Next(24);
            int read = ChunkCodec.TryRead(bytes, default, Owner, out Chunk? chunk);
            if (read > 0)
            {
                Assert.That(Write(chunk!), Is.EqualTo(bytes[..read]));
            }
        }
    }

    private static byte[] Write(Chunk chunk)
    {
        byte[] bytes = new byte[ChunkCodec.BytesMax];
        return bytes[..ChunkCodec.Write(chunk, bytes)];
    }
}
