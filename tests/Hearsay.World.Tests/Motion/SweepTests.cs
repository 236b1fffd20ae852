using Hearsay.Ecs;

namespace Hearsay.World.Tests;

public sealed class SweepTests
{
    private static readonly TerrainCache Terrain = new(new TerrainGenerator(1));

    private readonly ChunkStore _blocks = new(Terrain);

    [SetUp]
    public void ClearBlocks() => _blocks.Clear();

    [Test]
    public void Move_OntoAFloor_StopsExactlyAtItsFace()
    {
        Put(0, 199, 0);
        Body body = BodyAt(Half(0), 201, Half(0), new FixedVector(0, -3, 0));

        Sweep.Move(_blocks, ref body);

        Assert.That(body.Position, Is.EqualTo(new FixedVector(Half(0), 200, Half(0))));
        Assert.That(body.Velocity, Is.EqualTo(FixedVector.Zero));
        Assert.That(body.Touches(Contacts.Ground), Is.True);
    }

    [Test]
    public void Move_FastAgainstAThinWall_DoesNotTunnel([Values(1, 5, 60)] int speed, [Values(-1, 1)] int sign)
    {
        for (int y = 199; y < 204; y++)
        {
            Put(3 * sign, y, 0);
            Put(0, y, 3 * sign);
        }

        Body alongX = BodyAt(Half(0), 200, Half(0), new FixedVector(speed * sign, 0, 0));
        Body alongZ = BodyAt(Half(0), 200, Half(0), new FixedVector(0, 0, speed * sign));
        for (int i = 0; i < 4; i++)
        {
            alongX.Velocity = new FixedVector(speed * sign, 0, 0);
            alongZ.Velocity = new FixedVector(0, 0, speed * sign);
            Sweep.Move(_blocks, ref alongX);
            Sweep.Move(_blocks, ref alongZ);
        }

        Assert.That(alongX.Position.X.FloorToInt(), Is.EqualTo(2 * sign));
        Assert.That(alongZ.Position.Z.FloorToInt(), Is.EqualTo(2 * sign));
        Assert.That(alongX.Touches(Contacts.Wall), Is.True);
    }

    [Test]
    public void Move_AlongAWall_Slides()
    {
        for (int z = -5; z < 15; z++)
        {
            Put(1, 200, z);
            Put(1, 201, z);
        }

        Body body = BodyAt(Half(0), 200, Half(0), new FixedVector(1, 0, 1));

        Sweep.Move(_blocks, ref body);

        Assert.That(body.Position.Z, Is.EqualTo(Half(1)));
        Assert.That(body.Box.HighX, Is.EqualTo(Fixed.One.Raw));
    }

    [Test]
    public void Move_ThroughAGapOfItsWidth_Passes()
    {
        for (int x = -1; x <= 1; x++)
        {
            for (int y = 199; y < 203; y++)
            {
                if (x != 0 || y is 199 or 202)
                {
                    Put(x, y, 1);
                }
            }
        }

        Body body = BodyAt(Half(0), 200, Half(0), new FixedVector(0, 0, 3));

        Sweep.Move(_blocks, ref body);

        Assert.That(body.Position.Z, Is.EqualTo(Half(3)));
    }

    [Test]
    public void Move_RandomlyAmongRandomBlocks_NeverOverlapsOneAndStopsOnlyAtOne([Values(1, 2, 3, 4)] int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 250; i++)
        {
            Put(random.Next(-5, 6), random.Next(195, 206), random.Next(-5, 6));
        }

        _blocks.TryWrite(new BlockPosition(0, 200, 0), BlockKind.Air);
        _blocks.TryWrite(new BlockPosition(0, 201, 0), BlockKind.Air);
        Body body = BodyAt(Half(0), 200, Half(0), FixedVector.Zero);
        for (int i = 0; i < 5_000; i++)
        {
            body.Velocity = new FixedVector(Speed(random), Speed(random), Speed(random));
            Sweep.Move(_blocks, ref body);
            Assert.That(Overlaps(body.Box), Is.False, $"step {i}");
            if (Math.Abs(body.Position.X.FloorToInt()) + Math.Abs(body.Position.Z.FloorToInt()) > 12)
            {
                body.Position = new FixedVector(Half(0), 200, Half(0));
            }
        }
    }

    [Test]
    public void Move_AtTheEdgeOfTheWorld_IsStopped()
    {
        int edge = (int)Limits.HorizontalBlocks;
        Body body = BodyAt(edge - 1 + Fixed.Half, 240, Half(0), new FixedVector(8, 0, 0));

        Sweep.Move(_blocks, ref body);

        Assert.That(body.Box.HighX, Is.EqualTo(Fixed.FromLong(edge).Raw));
    }

    private static Fixed Half(int block) => block + Fixed.Half;

    private static Fixed Speed(Random random) => Fixed.FromRaw(random.Next(-200_000, 200_001));

    private static Body BodyAt(Fixed x, Fixed y, Fixed z, FixedVector velocity) =>
        new(BodyShape.Player, new FixedVector(x, y, z)) { Velocity = velocity };

    private void Put(int x, int y, int z) => _blocks.TryWrite(new BlockPosition(x, y, z), BlockKind.Stone);

    private bool Overlaps(Box box)
    {
        for (long x = box.LowX >> 16; x <= (box.HighX - 1) >> 16; x++)
        {
            for (long y = box.LowY >> 16; y <= (box.HighY - 1) >> 16; y++)
            {
                for (long z = box.LowZ >> 16; z <= (box.HighZ - 1) >> 16; z++)
                {
                    if (_blocks.IsSolid(x, y, z))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
