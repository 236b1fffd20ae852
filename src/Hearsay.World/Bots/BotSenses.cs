using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>What a bot finds around it.</summary>
internal static class BotSenses
{
    private const int Tries = 12;
    private const int SoftTicksMax = 14;
    private const int DepthMax = 3;
    private const int GroupMembers = 8;
    private const int GroupDistance = 14;
    private const int StepDistance = 4;
    private const int MeetingTicks = 60 * TickTime.TicksPerSecond;
    private const int Meetings = 256;

    // Closer than this to its goal, in blocks, a bot stands still.
    private const int Arrived = 2;

    /// <summary>A block in reach that a bare hand breaks soon, not deep under the grown ground.</summary>
    public static bool TryFindSoftBlock(
        in WorldView view, in PlayerView player, ref Pcg32 random, out BlockPosition block)
    {
        for (int i = 0; i < Tries; i++)
        {
            block = Near(player, ref random, lowest: -1, highest: 3);
            BlockKind kind = view.BlockAt(block);
            if (BlockTable.IsSolid(kind)
                && BlockTable.Of(kind).DigTicks <= SoftTicksMax
                && block.Y > view.GroundAt(block.X, block.Z) - DepthMax
                && view.CheckReach(player, block) == Rejection.None)
            {
                return true;
            }
        }

        block = default;
        return false;
    }

    /// <summary>A free place in reach, on top of a block.</summary>
    public static bool TryFindPlace(in WorldView view, in PlayerView player, ref Pcg32 random, out BlockPosition block)
    {
        for (int i = 0; i < Tries; i++)
        {
            block = Near(player, ref random, lowest: -1, highest: 2);
            if (view.BlockAt(block) == BlockKind.Air
                && BlockTable.IsSolid(view.BlockAt(block.Offset(0, -1, 0)))
                && !Box.Of(block).Overlaps(player.Body.Box)
                && view.CheckReach(player, block) == Rejection.None)
            {
                return true;
            }
        }

        block = default;
        return false;
    }

    /// <summary>Where a member's group is now: near where players start, a few steps further every minute.</summary>
    public static FixedVector MeetingPlace(in WorldView view, MemberIndex member)
    {
        (long groupX, long groupZ) = Spiral.At(member.Value / GroupMembers);
        (long stepX, long stepZ) = Spiral.At((int)(view.Tick / MeetingTicks % Meetings));
        long x = view.Spawn.X + (groupX * GroupDistance) + (stepX * StepDistance);
        long z = view.Spawn.Z + (groupZ * GroupDistance) + (stepZ * StepDistance);
        return new FixedVector(Fixed.FromLong(x), view.GroundAt(x, z), Fixed.FromLong(z));
    }

    /// <summary>The keys to get there: straight ahead with some error, jumping over what is in the way.</summary>
    public static MoveIntent Towards(in PlayerView player, FixedVector goal, ref Pcg32 random)
    {
        FixedVector way = goal - player.Body.Position;
        BinaryAngle error = new(unchecked((ushort)random.Range(-4_000, 4_001)));
        BinaryAngle yaw = BinaryAngle.Towards(way.X, way.Z) + error;
        Fixed distance = Fixed.Max(Fixed.Abs(way.X), Fixed.Abs(way.Z));
        MoveKeys keys = distance > Arrived ? MoveKeys.Forward : MoveKeys.None;
        bool jumps = keys != MoveKeys.None && player.Body.Touches(Contacts.Wall | Contacts.Water);
        short pitch = (short)random.Range(-6_000, 2_000);
        return new MoveIntent(keys | (jumps ? MoveKeys.Jump : MoveKeys.None), yaw, pitch);
    }

    private static BlockPosition Near(in PlayerView player, ref Pcg32 random, int lowest, int highest)
    {
        FixedVector feet = player.Body.Position;
        return new BlockPosition(
            feet.X.FloorToInt() + random.Range(-3, 4),
            feet.Y.FloorToInt() + random.Range(lowest, highest + 1),
            feet.Z.FloorToInt() + random.Range(-3, 4));
    }
}
