using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>What a player can reach and see from its eyes.</summary>
/// <remarks>
/// Sight is a walk through the grid from the eyes to a point (J. Amanatides, A. Woo, "A Fast Voxel Traversal Algorithm
/// for Ray Tracing", 1987). Departure: instead of dividing, the two ways to the next grid planes are compared by
/// cross-multiplication, which is exact in integers; a tie steps along X, then Y, then Z.
/// </remarks>
internal static class LineOfSight
{
    private const int Shift = Fixed.FractionBits;
    private const long One = 1L << Shift;

    /// <summary>How far a player reaches from its eyes, in raw steps: 5 blocks.</summary>
    private const long Reach = 5 * One;

    /// <summary>
    /// How far a point on a face lies inside the block, in raw steps: seen from inside, not from the edge.
    /// </summary>
    private const long Inset = One / 32;

    /// <summary>None, out of reach or not in sight, for a block of the world.</summary>
    public static Rejection Check(ChunkStore blocks, FixedVector eyes, BlockPosition target)
    {
        Box box = Box.Of(target);
        if (!IsNear(eyes, box))
        {
            return Rejection.OutOfReach;
        }

        Point eye = Point.Of(eyes);
        Point middle = new(box.LowX + (One / 2), box.LowY + (One / 2), box.LowZ + (One / 2));
        bool seen = Sees(blocks, eye, middle, target)
            || Sees(blocks, eye, middle with { X = Facing(eye.X, box.LowX) }, target)
            || Sees(blocks, eye, middle with { Y = Facing(eye.Y, box.LowY) }, target)
            || Sees(blocks, eye, middle with { Z = Facing(eye.Z, box.LowZ) }, target);
        return seen ? Rejection.None : Rejection.NotInSight;
    }

    /// <summary>None, out of reach or not in sight, for a body.</summary>
    public static Rejection Check(ChunkStore blocks, FixedVector eyes, in Box body)
    {
        if (!IsNear(eyes, body))
        {
            return Rejection.OutOfReach;
        }

        Point middle = new(
            (body.LowX + body.HighX) / 2, (body.LowY + body.HighY) / 2, (body.LowZ + body.HighZ) / 2);
        BlockPosition target = new(middle.X >> Shift, middle.Y >> Shift, middle.Z >> Shift);
        return Sees(blocks, Point.Of(eyes), middle, target) ? Rejection.None : Rejection.NotInSight;
    }

    private static bool IsNear(FixedVector eyes, in Box box)
    {
        long x = Gap(eyes.X.Raw, box.LowX, box.HighX);
        long y = Gap(eyes.Y.Raw, box.LowY, box.HighY);
        long z = Gap(eyes.Z.Raw, box.LowZ, box.HighZ);

        // Each is tested alone first: the squares of what is left cannot overflow.
        return x <= Reach && y <= Reach && z <= Reach && (x * x) + (y * y) + (z * z) <= Reach * Reach;
    }

    private static long Gap(long at, long low, long high) => at < low ? low - at : at > high ? at - high : 0;

    /// <summary>The coordinate of the face of a block that looks towards the eye.</summary>
    private static long Facing(long eye, long low) => eye < low + (One / 2) ? low + Inset : low + One - Inset;

    private static bool Sees(ChunkStore blocks, Point from, Point to, BlockPosition target)
    {
        Walk x = Walk.Between(from.X, to.X);
        Walk y = Walk.Between(from.Y, to.Y);
        Walk z = Walk.Between(from.Z, to.Z);
        while (new BlockPosition(x.Cell, y.Cell, z.Cell) != target)
        {
            if (blocks.IsSolid(x.Cell, y.Cell, z.Cell) || (x.IsDone && y.IsDone && z.IsDone))
            {
                return false;
            }

            if (x.IsNotAfter(y) && x.IsNotAfter(z))
            {
                x.Step();
            }
            else if (y.IsNotAfter(z))
            {
                y.Step();
            }
            else
            {
                z.Step();
            }
        }

        return true;
    }

    private readonly record struct Point(long X, long Y, long Z)
    {
        public static Point Of(FixedVector vector) => new(vector.X.Raw, vector.Y.Raw, vector.Z.Raw);
    }

    /// <summary>The walk along one axis: the next grid plane is met at the share ToPlane / Length of the way.</summary>
    private struct Walk
    {
        private long _length;
        private long _toPlane;
        private int _direction;
        private long _end;

        public long Cell { get; private set; }

        /// <summary>No plane is left before the end.</summary>
        public readonly bool IsDone => Cell == _end;

        public static Walk Between(long from, long to)
        {
            Walk walk = new()
            {
                Cell = from >> Shift,
                _end = to >> Shift,
                _length = Math.Abs(to - from),
                _direction = Math.Sign(to - from),
            };
            walk._toPlane = to >= from ? ((walk.Cell + 1) << Shift) - from : from - (walk.Cell << Shift);
            return walk;
        }

        /// <summary>True when this axis meets its next plane before the other does, or both at once.</summary>
        public readonly bool IsNotAfter(in Walk other) =>
            !IsDone && (other.IsDone || _toPlane * other._length <= other._toPlane * _length);

        public void Step()
        {
            Cell += _direction;
            _toPlane += One;
        }
    }
}
