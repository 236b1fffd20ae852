using System.Buffers;
using System.Buffers.Binary;
using Hearsay.Ecs;
using Hearsay.Session;

namespace Hearsay.World.Tests;

public sealed class VoxelWorldTests
{
    [Test]
    public void Advance_FirstCall_StartsTheClockWithoutSimulating()
    {
        VoxelWorld world = New();

        world.Advance(new SessionTime(1_700_000_000_000_000));

        Assert.That(world.Tick, Is.EqualTo((1_700_000_000_000_000 / 50_000) + 1));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(long.MinValue)]
    [TestCase(long.MaxValue)]
    public void Advance_AnyTime_IsTaken(long micros)
    {
        VoxelWorld world = New();
        world.Advance(new SessionTime(5_000_000));

        Assert.That(() => world.Advance(new SessionTime(micros)), Throws.Nothing);
        Assert.That(world.Tick, Is.GreaterThanOrEqualTo(101));
    }

    [Test]
    public void Advance_ToAnEarlierTime_RunsNothing()
    {
        Playground world = new();
        world.Do(0, WorldAction.Join());
        world.Run(3);
        StateDigest before = world.World.Digest();

        world.World.Advance(new SessionTime(0));

        Assert.That(world.World.Digest(), Is.EqualTo(before));
    }

    [Test]
    public void Advance_LongJump_SimulatesNoMoreThanTheLimit()
    {
        Playground world = new();
        world.BuildFloor();
        world.JoinAt(0, -14, 0);
        world.Do(0, WorldAction.Move(new MoveIntent(MoveKeys.Forward, BinaryAngle.Zero, 0)));
        Playground stepped = Copy(world);

        world.World.Advance(new SessionTime(world.NowMicros + (365L * 24 * 3600 * 1_000_000)));
        stepped.Run(Limits.TicksPerCallMax);

        Assert.That(world.PlayerOf(0).Body, Is.EqualTo(stepped.PlayerOf(0).Body));
        long jumped = world.World.Tick - (stepped.World.Tick - Limits.TicksPerCallMax);
        Assert.That(jumped, Is.EqualTo(365L * 24 * 3600 * TickTime.TicksPerSecond));
    }

    [Test]
    public void Advance_InOneGoOrInSteps_IsTheSameWithinTheLimit()
    {
        Playground one = new();
        one.Do(0, WorldAction.Join());
        one.Do(0, WorldAction.Move(new MoveIntent(MoveKeys.Forward | MoveKeys.Jump, BinaryAngle.FromDegrees(70), 0)));
        Playground other = Copy(one);

        one.Run(Limits.TicksPerCallMax);
        other.World.Advance(one.Now);

        Assert.That(other.World.Digest(), Is.EqualTo(one.World.Digest()));
    }

    [Test]
    public void Apply_ActionBetweenTicks_ComesAfterTheTicksUpToItsTime()
    {
        Playground world = new();
        world.BuildFloor();
        world.JoinAt(0, 0, 0);
        Playground late = Copy(world);
        WorldAction walk = WorldAction.Move(new MoveIntent(MoveKeys.Forward, BinaryAngle.Zero, 0));

        world.Do(0, walk);
        world.Run(10);
        late.Run(5);
        late.Do(0, walk);
        late.Run(5);

        Assert.That(world.PlayerOf(0).Body.Position.X, Is.GreaterThan(late.PlayerOf(0).Body.Position.X));
    }

    [Test]
    public void Digest_ForEachPartChanged_DiffersExactlyThere()
    {
        Playground world = new();
        world.BuildFloor();
        world.JoinAt(0, 0, 0);

        Assert.That(Differing(world, copy => copy.Put(1, 220, 1, BlockKind.Glass)), Is.EqualTo(new[] { "blocks" }));
        Assert.That(Differing(world, copy => copy.Give(0, ItemKind.Log, 1)), Is.EqualTo(new[] { "inventory" }));
        Assert.That(
            Differing(world, copy => copy.Teleport(0, new FixedVector(1, 220, 1))), Is.EqualTo(new[] { "body" }));
        Assert.That(Differing(world, copy => copy.State.Draw(9)), Is.EqualTo(new[] { "clock" }));
        Assert.That(
            Differing(world, copy => copy.State.Taken.Add(new ItemId(1), default)), Is.EqualTo(new[] { "taken" }));
    }

    [Test]
    public void Digest_OtherRules_IsAnother()
    {
        VoxelWorld one = new(new WorldSetup { Seed = 1 });
        VoxelWorld otherSeed = new(new WorldSetup { Seed = 2 });
        VoxelWorld otherRate = new(new WorldSetup { Seed = 1, ActionsPerSecondMax = 3 });

        Assert.That(otherSeed.Digest(), Is.Not.EqualTo(one.Digest()));
        Assert.That(otherRate.Digest(), Is.Not.EqualTo(one.Digest()));
    }

    [Test]
    public void Load_DamagedBytes_ThrowsInvalidDataAndKeepsTheWorld()
    {
        Playground world = Busy();
        byte[] saved = world.Saved();
        StateDigest before = world.World.Digest();
        Random random = new(8);
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = (byte[])saved.Clone();
            if (i % 2 == 0)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }
            else
            {
                damaged = damaged[..random.Next(damaged.Length)];
            }

            try
            {
                world.World.Load(new ReadOnlySequence<byte>(damaged));
                Assert.That(world.Saved(), Is.EqualTo(damaged), "what is accepted is a canonical form");
                world.World.Load(new ReadOnlySequence<byte>(saved));
            }
            catch (InvalidDataException)
            {
                Assert.That(world.World.Digest(), Is.EqualTo(before), $"case {i}");
            }
        }
    }

    [Test]
    public void Load_ChunksThatDoNotExist_AreRefused()
    {
        Playground world = new();
        world.Put(0, 100, 0, BlockKind.Glass);
        byte[] saved = world.Saved();
        const int FirstKey = 24 + 4 + 4;
        BinaryPrimitives.WriteInt64LittleEndian(saved.AsSpan(FirstKey), 1L << 40);

        Assert.That(
            () => world.World.Load(new ReadOnlySequence<byte>(saved)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("chunk"));
    }

    [Test]
    public void Load_EntitiesThatTheRulesDoNotAllow_AreRefused()
    {
        Action<Playground>[] breakages =
        [
            world => Of<Player>(world) = Of<Player>(world) with { HeldSlot = 9 },
            world => Of<Player>(world) = Of<Player>(world) with { Member = -1 },
            world => Of<Player>(world) = Of<Player>(world) with { Presence = (Presence)2 },
            world => Of<Body>(world).Position = new FixedVector(0, -1, 0),
            world => Of<Body>(world).Position = new FixedVector(Fixed.FromLong(1 << 21), 100, 0),
            world => Of<Body>(world).Velocity = new FixedVector(0, 0, 1_000),
            world => Of<Inventory>(world)[3] = new ItemStack(ItemKind.Dirt, 65),
            world => Of<Inventory>(world)[3] = new ItemStack((ItemKind)200, 1),
            world => world.State.Entities.Create(new DroppedItem(default, 0, 1), new Body(BodyShape.Item, default)),
            world => world.State.Entities.Create(default(Vitals)),
            world => world.State.Entities.Create(Of<Player>(world)),
            world => world.State.Entities.Create(new WorldClock(5, new Pcg32(1))),
        ];
        foreach (Action<Playground> breakage in breakages)
        {
            Playground world = new();
            world.Do(0, WorldAction.Join());
            Assert.That(() => new Playground().World.Load(Sequence(world)), Throws.Nothing);
            breakage(world);
            Assert.That(() => new Playground().World.Load(Sequence(world)), Throws.TypeOf<InvalidDataException>());
        }
    }

    [Test]
    public void Load_ASavedWorldOfAnotherSeed_IsRefused() => Assert.That(
        () => new Playground(seed: 2).World.Load(new ReadOnlySequence<byte>(new Playground(seed: 1).Saved())),
        Throws.TypeOf<InvalidDataException>());

    [Test]
    public void Load_InSegments_IsTheSame()
    {
        byte[] saved = Busy().Saved();
        Segment first = new(saved.AsMemory(0, 77), null);
        Segment last = new(saved.AsMemory(77), first);
        Playground world = new();

        world.World.Load(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));

        Assert.That(world.Saved(), Is.EqualTo(saved));
    }

    [Test]
    public void Advance_PlayersAndItems_AllocatesNothing()
    {
        Playground world = Busy();
        for (int i = -16; i < 16; i++)
        {
            for (int y = 0; y < 3; y++)
            {
                world.Put(i, Playground.FloorTop + y, -16, BlockKind.Glass);
                world.Put(i, Playground.FloorTop + y, 15, BlockKind.Glass);
                world.Put(-16, Playground.FloorTop + y, i, BlockKind.Glass);
                world.Put(15, Playground.FloorTop + y, i, BlockKind.Glass);
            }
        }

        world.Run(50);
        long before = GC.GetAllocatedBytesForCurrentThread();
        world.Run(100);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Sun_OverADay_TurnsOnce()
    {
        VoxelWorld world = New();
        List<int> angles = [];
        for (int minute = 0; minute < 20; minute++)
        {
            world.Advance(new SessionTime(minute * 60_000_000L));
            angles.Add(world.Sun.Units);
        }

        Assert.That(angles, Is.Ordered);
        Assert.That(angles[10], Is.EqualTo(32_768).Within(10));
    }

    private static ref T Of<T>(Playground world)
        where T : unmanaged => ref world.State.Entities.Get<T>(world.State.Players.Of(default));

    private static ReadOnlySequence<byte> Sequence(Playground world) => new(world.Saved());

    private static VoxelWorld New() => new(new WorldSetup { Seed = 1 });

    private static Playground Copy(Playground world)
    {
        VoxelWorld copy = world.World.CreateSibling();
        world.World.CopyTo(copy);
        return new Playground(copy);
    }

    private static Playground Busy()
    {
        Playground world = new();
        world.BuildFloor();
        for (int member = 0; member < 20; member++)
        {
            world.JoinAt(member, member % 5, member / 5);
            world.Give(member, ItemKind.Dirt, 10);
            BinaryAngle yaw = new((ushort)(member * 3000));
            world.Do(member, WorldAction.Move(new MoveIntent(MoveKeys.Forward, yaw, 0)));
            world.Do(member, WorldAction.Drop(0, 3));
        }

        world.Do(3, WorldAction.PickUp(world.Items()[0].Id));
        world.Run(10);
        return world;
    }

    private static string[] Differing(Playground world, Action<Playground> change)
    {
        Playground copy = Copy(world);
        change(copy);
        Assert.That(copy.World.Digest(), Is.Not.EqualTo(world.World.Digest()));
        return
        [
            .. world.World.Digests().Zip(copy.World.Digests())
                .Where(pair => pair.First != pair.Second)
                .Select(pair => pair.First.Part),
        ];
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is not null)
            {
                previous.Next = this;
                RunningIndex = previous.Memory.Length;
            }
        }
    }
}
