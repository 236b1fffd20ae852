using Hearsay.Ecs;
using Hearsay.Hashgraph;
using Hearsay.Simulation;
using Hearsay.World;

namespace Hearsay.Cli;

/// <summary>A bot for every player. One that has nothing to do looks around.</summary>
internal sealed class CrowdBots(VoxelWorld world, int players, int seed) : ICrowdPlayers
{
    private readonly Bot[] _bots =
        [.. Enumerable.Range(0, players).Select(i => new Bot(new MemberIndex(i), (ulong)seed))];

    private Pcg32 _random = new((ulong)seed, 0);

    public int Act(MemberIndex member, Span<byte> action)
    {
        int length = _bots[member.Value].Next(world.View, action);
        return length > 0 ? length : ActionCodec.Encode(LookAround(), action);
    }

    private WorldAction LookAround() =>
        WorldAction.Move(new MoveIntent(MoveKeys.None, new BinaryAngle((ushort)_random.Range(65_536)), 0));
}
