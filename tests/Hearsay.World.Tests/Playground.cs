using System.Buffers;
using Hearsay.Ecs;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.World.Tests;

/// <summary>
/// A world with a clock for tests: members act, ticks run, and the world can be arranged from behind the rules.
/// </summary>
internal sealed class Playground
{
    /// <summary>
    /// The Y of the feet of whoever stands on the floor of <see cref="BuildFloor"/>: above all terrain.
    /// </summary>
    public const int FloorTop = 210;

    private long _number;

    public Playground(ulong seed = 1, int actionsPerSecondMax = 1000)
        : this(new VoxelWorld(new WorldSetup { Seed = seed, ActionsPerSecondMax = actionsPerSecondMax }))
    {
    }

    public Playground(VoxelWorld world)
    {
        World = world;
        NowMicros = Math.Max(world.Tick - 1, 1_000) * TickTime.TickMicros;
        World.Advance(Now);
    }

    public VoxelWorld World { get; }

    public WorldState State => World.State;

    public long NowMicros { get; private set; }

    public SessionTime Now => new(NowMicros);

    public ActionOutcome Outcome(int member, in WorldAction action)
    {
        Span<byte> payload = stackalloc byte[Limits.ActionBytesMax];
        int length = ActionCodec.Encode(action, payload);
        return Outcome(member, payload[..length]);
    }

    public ActionOutcome Outcome(int member, ReadOnlySpan<byte> payload)
    {
        OrderedAction ordered = new()
        {
            Member = new MemberIndex(member),
            Number = ++_number,
            Time = Now,
            Payload = payload,
        };
        return World.Apply(ordered);
    }

    public Rejection Do(int member, in WorldAction action) => RejectionText.KindOf(Outcome(member, action));

    public void Run(int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            NowMicros += TickTime.TickMicros;
            World.Advance(Now);
        }
    }

    /// <summary>A stone floor of 32×32 blocks around a column, with nothing above it.</summary>
    public void BuildFloor(int x = 0, int z = 0)
    {
        for (int dx = -16; dx < 16; dx++)
        {
            for (int dz = -16; dz < 16; dz++)
            {
                Put(x + dx, FloorTop - 1, z + dz, BlockKind.Stone);
            }
        }
    }

    /// <summary>A member who stands on the floor in the middle of a column.</summary>
    public void JoinAt(int member, int x, int z)
    {
        Assert.That(Do(member, WorldAction.Join()), Is.EqualTo(Rejection.None));
        Teleport(member, new FixedVector(x + Fixed.Half, FloorTop, z + Fixed.Half));
        Run(1);
    }

    public void Teleport(int member, FixedVector feet)
    {
        ref Body body = ref State.Entities.Get<Body>(EntityOf(member));
        body = new Body(BodyShape.Player, feet);
    }

    public void Put(long x, long y, long z, BlockKind kind) =>
        Assert.That(State.Blocks.TryWrite(new BlockPosition(x, y, z), kind), Is.True);

    public BlockKind BlockAt(long x, long y, long z) => World.View.BlockAt(new BlockPosition(x, y, z));

    public void Give(int member, ItemKind kind, int count) =>
        Assert.That(InventoryOf(member).TryAdd(new ItemStack(kind, count)), Is.True);

    public ref Inventory InventoryOf(int member) => ref State.Entities.Get<Inventory>(EntityOf(member));

    public PlayerView PlayerOf(int member)
    {
        Assert.That(World.View.TryGetPlayer(new MemberIndex(member), out PlayerView player), Is.True);
        return player;
    }

    public List<ItemView> Items()
    {
        List<ItemView> items = [];
        World.View.ReadItems(items);
        return items;
    }

    /// <summary>Breaks a block by the rules: digs for as long as it takes.</summary>
    public void DigOut(int member, BlockPosition block)
    {
        Assert.That(Do(member, WorldAction.Dig(block)), Is.EqualTo(Rejection.None));
        Run(ItemTable.DigTicks(PlayerOf(member).Held.Kind, World.View.BlockAt(block)));
        Assert.That(Do(member, WorldAction.Break(block)), Is.EqualTo(Rejection.None));
    }

    public byte[] Saved()
    {
        ArrayBufferWriter<byte> bytes = new();
        World.Save(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private Entity EntityOf(int member) => State.Players.Of(new MemberIndex(member));
}
