using Hearsay.Ecs;

namespace Hearsay.World.Tests;

public sealed class LineOfSightTests
{
    private static readonly TerrainCache Terrain = new(new TerrainGenerator(1));
    private static readonly FixedVector Eyes = new(Fixed.Half, 201 + Fixed.Half, Fixed.Half);

    private readonly ChunkStore _blocks = new(Terrain);

    [SetUp]
    public void ClearBlocks() => _blocks.Clear();

    [TestCase(5, 201, 0, Rejection.None)]
    [TestCase(6, 201, 0, Rejection.OutOfReach)]
    [TestCase(-5, 201, 0, Rejection.None)]
    [TestCase(-6, 201, 0, Rejection.OutOfReach)]
    [TestCase(0, 206, 0, Rejection.None)]
    [TestCase(0, 207, 0, Rejection.OutOfReach)]
    [TestCase(4, 205, 0, Rejection.None)]
    [TestCase(5, 205, 0, Rejection.OutOfReach)]
    [TestCase(0, 201, 0, Rejection.None)]
    public void Check_InTheOpen_AsksForReachAlone(int x, int y, int z, Rejection expected)
    {
        _blocks.TryWrite(new BlockPosition(x, y, z), BlockKind.Stone);

        Assert.That(LineOfSight.Check(_blocks, Eyes, new BlockPosition(x, y, z)), Is.EqualTo(expected));
    }

    [Test]
    public void Check_BehindAWall_IsNotInSight()
    {
        for (int y = 196; y < 208; y++)
        {
            for (int z = -6; z < 7; z++)
            {
                _blocks.TryWrite(new BlockPosition(2, y, z), BlockKind.Glass);
            }
        }

        Assert.That(LineOfSight.Check(_blocks, Eyes, new BlockPosition(3, 201, 0)), Is.EqualTo(Rejection.NotInSight));
        Assert.That(LineOfSight.Check(_blocks, Eyes, new BlockPosition(2, 201, 0)), Is.EqualTo(Rejection.None));
    }

    [Test]
    public void Check_BehindABlockThatLeavesAFaceFree_IsSeen()
    {
        _blocks.TryWrite(new BlockPosition(2, 201, 0), BlockKind.Stone);
        _blocks.TryWrite(new BlockPosition(3, 200, 0), BlockKind.Stone);

        Assert.That(LineOfSight.Check(_blocks, Eyes, new BlockPosition(3, 200, 0)), Is.EqualTo(Rejection.None));
    }

    [Test]
    public void Check_EyesWalledInCompletely_SeesOnlyTheWalls()
    {
        for (int x = -1; x <= 1; x++)
        {
            for (int y = 200; y <= 203; y++)
            {
                for (int z = -1; z <= 1; z++)
                {
                    _blocks.TryWrite(new BlockPosition(x, y, z), BlockKind.Stone);
                }
            }
        }

        _blocks.TryWrite(new BlockPosition(0, 201, 0), BlockKind.Air);

        Assert.That(LineOfSight.Check(_blocks, Eyes, new BlockPosition(1, 201, 0)), Is.EqualTo(Rejection.None));
        Assert.That(LineOfSight.Check(_blocks, Eyes, new BlockPosition(0, 200, 0)), Is.EqualTo(Rejection.None));
        Assert.That(LineOfSight.Check(_blocks, Eyes, new BlockPosition(2, 201, 0)), Is.EqualTo(Rejection.NotInSight));
        Assert.That(LineOfSight.Check(_blocks, Eyes, new BlockPosition(0, 205, 0)), Is.EqualTo(Rejection.NotInSight));
    }

    /// <summary>
    /// The twin samples the segment densely; whatever block it meets far from an edge, the walk must meet.
    /// </summary>
    [Test]
    public void Check_RandomScenes_AgreesWithSampling([Values(1, 2, 3)] int seed)
    {
        Random random = new(seed);
        int seen = 0;
        for (int scene = 0; scene < 300; scene++)
        {
            _blocks.Clear();
            for (int i = 0; i < 40; i++)
            {
                BlockPosition block = new(random.Next(-4, 5), random.Next(198, 206), random.Next(-4, 5));
                if (block != new BlockPosition(0, 201, 0))
                {
                    _blocks.TryWrite(block, BlockKind.Stone);
                }
            }

            BlockPosition target = new(random.Next(-3, 4), random.Next(199, 205), random.Next(-3, 4));
            bool allowed = LineOfSight.Check(_blocks, Eyes, target) == Rejection.None;
            seen += allowed ? 1 : 0;
            Assert.That(allowed || !MiddleIsClearlyFree(target), Is.True, $"scene {scene}, {target}");
            Assert.That(!allowed || AnyFaceIsOpen(target), Is.True, $"scene {scene}, {target}");
        }

        Assert.That(seen, Is.InRange(50, 290));
    }

    private bool MiddleIsClearlyFree(BlockPosition target)
    {
        const int Samples = 400;
        double[] from = [0.5, 201.5, 0.5];
        double[] to = [target.X + 0.5, target.Y + 0.5, target.Z + 0.5];
        for (int i = 0; i <= Samples; i++)
        {
            for (int corner = 0; corner < 8; corner++)
            {
                double[] at = [.. from.Select((value, axis) =>
                    value + ((to[axis] - value) * i / Samples) + (((corner >> axis) & 1) == 0 ? -0.02 : 0.02))];
                BlockPosition block = new((long)Math.Floor(at[0]), (long)Math.Floor(at[1]), (long)Math.Floor(at[2]));
                if (block != target && _blocks.IsSolid(block.X, block.Y, block.Z))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool AnyFaceIsOpen(BlockPosition target)
    {
        BlockPosition[] around =
        [
            target, target.Offset(1, 0, 0), target.Offset(-1, 0, 0), target.Offset(0, 1, 0), target.Offset(0, -1, 0),
            target.Offset(0, 0, 1), target.Offset(0, 0, -1),
        ];
        return around.Any(block => !_blocks.IsSolid(block.X, block.Y, block.Z));
    }
}
