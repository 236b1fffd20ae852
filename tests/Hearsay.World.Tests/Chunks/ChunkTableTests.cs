namespace Hearsay.World.Tests;

public sealed class ChunkTableTests
{
    [Test]
    public void WriteRoot_SameChunksInAnyOrder_IsEqual([Values(1, 2, 3)] int seed)
    {
        Random random = new(seed);
        ChunkPosition[] places =
            [.. Enumerable.Range(0, 3_000).Select(i => new ChunkPosition(i % 60, i % 7, i / 60)).Distinct()];
        ChunkTable one = TableOf(places);
        ChunkTable other = TableOf(places.OrderBy(_ => random.Next()));

        Assert.That(one.Count, Is.EqualTo(places.Length));
        Assert.That(Root(other), Is.EqualTo(Root(one)));
        Assert.That(Keys(one), Is.Ordered);
        Assert.That(Keys(other), Is.EqualTo(Keys(one)));
    }

    [Test]
    public void WriteRoot_AfterAWrite_IsThatOfAFreshTable()
    {
        ChunkPosition[] places = [.. Enumerable.Range(0, 100).Select(i => new ChunkPosition(i, 0, -i))];
        ChunkTable table = TableOf(places);
        byte[] before = Root(table);

        table.Writable(table.Find(places[40].Key)!).Set(5, BlockKind.Glass);
        ChunkTable fresh = TableOf(places);
        fresh.Find(places[40].Key)!.Set(5, BlockKind.Glass);

        Assert.That(Root(table), Is.Not.EqualTo(before));
        Assert.That(Root(table), Is.EqualTo(Root(fresh)));
    }

    [Test]
    public void CopyTo_WritesOnEitherSide_DoNotMeet()
    {
        ChunkPosition place = new(3, 2, 1);
        ChunkTable one = TableOf([place, new ChunkPosition(4, 2, 1)]);
        ChunkTable other = new();
        byte[] before = Root(one);

        one.CopyTo(other);
        Assert.That(other.Find(place.Key), Is.SameAs(one.Find(place.Key)), "shared until a write");
        other.Writable(other.Find(place.Key)!).Set(0, BlockKind.Glass);
        Assert.That(Root(one), Is.EqualTo(before));
        one.Writable(one.Find(place.Key)!).Set(0, BlockKind.Bricks);

        Assert.That(one.Find(place.Key)![0], Is.EqualTo(BlockKind.Bricks));
        Assert.That(other.Find(place.Key)![0], Is.EqualTo(BlockKind.Glass));
        Assert.That(one.Count, Is.EqualTo(2));
        Assert.That(other.Count, Is.EqualTo(2));
    }

    [Test]
    public void CopyTo_ChainOfCopies_EachWritesItsOwn()
    {
        ChunkPosition place = new(0, 0, 0);
        ChunkTable[] tables = [TableOf([place]), new(), new(), new()];
        for (int i = 1; i < tables.Length; i++)
        {
            tables[i - 1].CopyTo(tables[i]);
            tables[i].Writable(tables[i].Find(place.Key)!).Set(i, BlockKind.Glass);
        }

        tables[0].Writable(tables[0].Find(place.Key)!).Set(9, BlockKind.Glass);

        Assert.That(
            tables.Select(table => Enumerable.Range(0, 16).Count(i => table.Find(place.Key)![i] == BlockKind.Glass)),
            Is.EqualTo(new[] { 1, 1, 2, 3 }));
    }

    private static long[] Keys(ChunkTable table) => [.. table.ToSortedArray().Select(chunk => chunk.Key)];

    private static ChunkTable TableOf(IEnumerable<ChunkPosition> places)
    {
        ChunkTable table = new();
        foreach (ChunkPosition place in places)
        {
            table.Add(new Chunk(place, ChunkTests.Kinds(3, seed: place.X), table.Owner));
        }

        return table;
    }

    private static byte[] Root(ChunkTable table)
    {
        byte[] root = new byte[32];
        table.WriteRoot(root);
        return root;
    }
}
