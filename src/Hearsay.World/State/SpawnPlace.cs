using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>
/// Where players start: each member in a column of its own around the middle, on top of what is there.
/// </summary>
internal static class SpawnPlace
{
    public static FixedVector Of(WorldState state, MemberIndex member)
    {
        (long x, long z) = Spiral.At(member.Value);
        x += state.Spawn.X;
        z += state.Spawn.Z;
        int y = Limits.HeightBlocks - 1;
        while (y >= 0 && !state.Blocks.IsSolid(x, y, z))
        {
            y--;
        }

        return new FixedVector(Fixed.FromLong(x) + Fixed.Half, y + 1, Fixed.FromLong(z) + Fixed.Half);
    }
}
