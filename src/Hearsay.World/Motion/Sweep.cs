using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>
/// Moves a box through the blocks and stops it at the first solid one, exactly at its face.
/// </summary>
/// <remarks>
/// One axis after the other, Y first, then X, then Z: bodies slide along walls. Along an axis the layers of blocks that
/// the leading face newly enters are tested in the order of entering, so that no speed tunnels through a wall; a body
/// that is inside a block (nothing in the rules puts it there) can walk out.
/// </remarks>
internal static class Sweep
{
    private const int Shift = Fixed.FractionBits;

    /// <summary>Moves the body by its velocity. What stops it sets that part of the velocity to zero.</summary>
    public static void Move(ChunkStore blocks, ref Body body)
    {
        FixedVector velocity = body.Velocity;
        Box start = body.Box;
        long y = AlongY(blocks, start, velocity.Y.Raw);
        Box box = start.MoveY(y);
        long x = AlongX(blocks, box, velocity.X.Raw);
        box = box.MoveX(x);
        long z = AlongZ(blocks, box, velocity.Z.Raw);

        FixedVector moved = new(Fixed.FromRaw(x), Fixed.FromRaw(y), Fixed.FromRaw(z));
        body.Position += moved;
        bool grounded = y != velocity.Y.Raw && velocity.Y.Raw < 0;
        bool wall = x != velocity.X.Raw || z != velocity.Z.Raw;
        Contacts contacts = body.Contacts & ~(Contacts.Ground | Contacts.Wall);
        body.Contacts = contacts | (grounded ? Contacts.Ground : 0) | (wall ? Contacts.Wall : 0);
        body.Velocity = new FixedVector(
            x == velocity.X.Raw ? velocity.X : Fixed.Zero,
            y == velocity.Y.Raw ? velocity.Y : Fixed.Zero,
            z == velocity.Z.Raw ? velocity.Z : Fixed.Zero);
    }

    private static long AlongX(ChunkStore blocks, in Box box, long distance)
    {
        CellRange cells = CellRange.Of(box);
        if (distance > 0)
        {
            for (long x = cells.HighX + 1; x <= (box.HighX + distance - 1) >> Shift; x++)
            {
                if ((cells with { LowX = x, HighX = x }).HasSolid(blocks))
                {
                    return (x << Shift) - box.HighX;
                }
            }
        }
        else
        {
            for (long x = cells.LowX - 1; x >= (box.LowX + distance) >> Shift; x--)
            {
                if ((cells with { LowX = x, HighX = x }).HasSolid(blocks))
                {
                    return ((x + 1) << Shift) - box.LowX;
                }
            }
        }

        return distance;
    }

    private static long AlongY(ChunkStore blocks, in Box box, long distance)
    {
        CellRange cells = CellRange.Of(box);
        if (distance > 0)
        {
            for (long y = cells.HighY + 1; y <= (box.HighY + distance - 1) >> Shift; y++)
            {
                if ((cells with { LowY = y, HighY = y }).HasSolid(blocks))
                {
                    return (y << Shift) - box.HighY;
                }
            }
        }
        else
        {
            for (long y = cells.LowY - 1; y >= (box.LowY + distance) >> Shift; y--)
            {
                if ((cells with { LowY = y, HighY = y }).HasSolid(blocks))
                {
                    return ((y + 1) << Shift) - box.LowY;
                }
            }
        }

        return distance;
    }

    private static long AlongZ(ChunkStore blocks, in Box box, long distance)
    {
        CellRange cells = CellRange.Of(box);
        if (distance > 0)
        {
            for (long z = cells.HighZ + 1; z <= (box.HighZ + distance - 1) >> Shift; z++)
            {
                if ((cells with { LowZ = z, HighZ = z }).HasSolid(blocks))
                {
                    return (z << Shift) - box.HighZ;
                }
            }
        }
        else
        {
            for (long z = cells.LowZ - 1; z >= (box.LowZ + distance) >> Shift; z--)
            {
                if ((cells with { LowZ = z, HighZ = z }).HasSolid(blocks))
                {
                    return ((z + 1) << Shift) - box.LowZ;
                }
            }
        }

        return distance;
    }

    /// <summary>The blocks that a box meets, both ends inclusive.</summary>
    private readonly record struct CellRange(long LowX, long LowY, long LowZ, long HighX, long HighY, long HighZ)
    {
        public static CellRange Of(in Box box) => new(
            box.LowX >> Shift, box.LowY >> Shift, box.LowZ >> Shift,
            (box.HighX - 1) >> Shift, (box.HighY - 1) >> Shift, (box.HighZ - 1) >> Shift);

        public bool HasSolid(ChunkStore blocks)
        {
            for (long y = LowY; y <= HighY; y++)
            {
                for (long z = LowZ; z <= HighZ; z++)
                {
                    for (long x = LowX; x <= HighX; x++)
                    {
                        if (blocks.IsSolid(x, y, z))
                        {
                            return true;
                        }
                    }
                }
            }

            return false;
        }
    }
}
