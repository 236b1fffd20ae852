using Hearsay.Ecs;
using Hearsay.Hashgraph;
using Hearsay.Session;
using Hearsay.World;

namespace Hearsay.Benchmarks.World;

/// <summary>A world full of players who walk, with items about and modified chunks. Built by actions alone.</summary>
internal sealed class CrowdedWorld
{
    private const int WarmUpTicks = 200;
    private const int DigTicks = 20;
    private const int TurnEveryTicks = 40;

    private readonly Pcg32[] _random;
    private long _micros = 1_700_000_000_000_000;

    public CrowdedWorld(int players)
    {
        World = new VoxelWorld(new WorldSetup { Seed = 1 });
        _random = new Pcg32[players];
        for (int i = 0; i < players; i++)
        {
            _random[i] = new Pcg32(1, (ulong)i);
            Do(i, WorldAction.Join());
        }

        for (int i = 0; i < WarmUpTicks; i++)
        {
            Step();
        }

        Dig(players);
    }

    public VoxelWorld World { get; }

    /// <summary>One tick in which some players turn.</summary>
    public void Step()
    {
        for (int i = (int)(World.Tick % TurnEveryTicks); i < _random.Length; i += TurnEveryTicks)
        {
            BinaryAngle yaw = new((ushort)_random[i].Range(65_536));
            MoveKeys keys = MoveKeys.Forward | (_random[i].Chance(1, 3) ? MoveKeys.Jump : MoveKeys.None);
            Do(i, WorldAction.Move(new MoveIntent(keys, yaw, 0)));
        }

        Advance();
    }

    /// <summary>Runs one tick and nothing else.</summary>
    public void Advance()
    {
        _micros += TickTime.TickMicros;
        World.Advance(new SessionTime(_micros));
    }

    /// <summary>Lets so many players break the block under their feet, each in the chunk where it stands.</summary>
    public void Dig(int players)
    {
        for (int i = 0; i < players; i++)
        {
            Do(i, WorldAction.Move(default));
            Do(i, WorldAction.Dig(Under(i)));
        }

        for (int i = 0; i < DigTicks; i++)
        {
            Advance();
        }

        for (int i = 0; i < players; i++)
        {
            Do(i, WorldAction.Break(Under(i)));
        }
    }

    private BlockPosition Under(int member)
    {
        World.View.TryGetPlayer(new MemberIndex(member), out PlayerView player);
        FixedVector feet = player.Body.Position;
        return new BlockPosition(feet.X.FloorToInt(), feet.Y.FloorToInt() - 1, feet.Z.FloorToInt());
    }

    private void Do(int member, in WorldAction action)
    {
        Span<byte> payload = stackalloc byte[Hearsay.World.Limits.ActionBytesMax];
        int length = ActionCodec.Encode(action, payload);
        OrderedAction ordered = new()
        {
            Member = new MemberIndex(member),
            Number = 1,
            Time = new SessionTime(_micros),
            Payload = payload[..length],
        };
        World.Apply(ordered);
    }
}
