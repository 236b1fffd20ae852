using Hearsay.Ecs;

namespace Hearsay.World.Tests;

public sealed class BlockRulesTests
{
    private const int Floor = Playground.FloorTop;

    private Playground _world = null!;

    [SetUp]
    public void JoinOnAFloor()
    {
        _world = new Playground();
        _world.BuildFloor();
        _world.JoinAt(0, 0, 0);
    }

    [Test]
    public void Break_DugForLongEnough_RemovesTheBlockAndDropsAnItem()
    {
        BlockPosition block = Place(2, 0, BlockKind.Dirt);

        _world.DigOut(0, block);

        Assert.That(_world.World.View.BlockAt(block), Is.EqualTo(BlockKind.Air));
        Assert.That(_world.Items().Single().Stack, Is.EqualTo(new ItemStack(ItemKind.Dirt, 1)));
    }

    [Test]
    public void Break_BeforeTheTimeOfTheTool_IsTooFast([Values(ItemKind.None, ItemKind.StonePickaxe)] ItemKind tool)
    {
        BlockPosition block = Place(2, 0, BlockKind.Stone);
        if (tool != ItemKind.None)
        {
            _world.Give(0, tool, 1);
        }

        int ticks = ItemTable.DigTicks(tool, BlockKind.Stone);

        Assert.That(_world.Do(0, WorldAction.Dig(block)), Is.EqualTo(Rejection.None));
        _world.Run(ticks - 3);
        Assert.That(_world.Do(0, WorldAction.Dig(block)), Is.EqualTo(Rejection.None), "again, which changes nothing");
        Assert.That(_world.Do(0, WorldAction.Break(block)), Is.EqualTo(Rejection.TooFast));
        _world.Run(1);
        Assert.That(_world.Do(0, WorldAction.Break(block)), Is.EqualTo(Rejection.None), "two ticks early are forgiven");
        Assert.That(_world.Items(), Has.Count.EqualTo(tool == ItemKind.None ? 0 : 1));
    }

    [Test]
    public void Break_WithoutDiggingThere_IsRefused()
    {
        BlockPosition block = Place(2, 0, BlockKind.Dirt);
        BlockPosition other = Place(-2, 0, BlockKind.Dirt);

        Assert.That(_world.Do(0, WorldAction.Break(block)), Is.EqualTo(Rejection.NotDigging));
        _world.Do(0, WorldAction.Dig(block));
        _world.Run(50);
        _world.Do(0, WorldAction.Dig(other));
        Assert.That(_world.Do(0, WorldAction.Break(block)), Is.EqualTo(Rejection.NotDigging), "it turned away");
        Assert.That(_world.Do(0, WorldAction.Break(other)), Is.EqualTo(Rejection.TooFast), "it just began");
    }

    [Test]
    public void Break_AfterWalkingAway_IsOutOfReach()
    {
        BlockPosition block = Place(2, 0, BlockKind.Dirt);
        _world.Do(0, WorldAction.Dig(block));
        _world.Run(50);
        _world.Teleport(0, new FixedVector(-8, Floor, 0));

        Assert.That(_world.Do(0, WorldAction.Break(block)), Is.EqualTo(Rejection.OutOfReach));
    }

    [Test]
    public void Hold_AnotherSlot_StopsDigging()
    {
        BlockPosition block = Place(2, 0, BlockKind.Dirt);
        _world.Do(0, WorldAction.Dig(block));
        _world.Run(50);
        _world.Do(0, WorldAction.Hold(1));

        Assert.That(_world.Do(0, WorldAction.Break(block)), Is.EqualTo(Rejection.NotDigging));
    }

    [Test]
    public void Dig_ThroughAWall_IsNotInSight()
    {
        for (int y = 0; y < 7; y++)
        {
            for (int z = -7; z <= 7; z++)
            {
                _world.Put(2, Floor + y, z, BlockKind.Glass);
            }
        }

        BlockPosition behind = Place(3, 0, BlockKind.Dirt);

        Assert.That(_world.Do(0, WorldAction.Dig(behind)), Is.EqualTo(Rejection.NotInSight));
    }

    [Test]
    public void Dig_WhatCannotBeDug_IsRefused()
    {
        _world.Put(1, Floor, 0, BlockKind.Water);
        _world.Put(-1, Floor, 0, BlockKind.Bedrock);

        Assert.That(_world.Do(0, WorldAction.Dig(At(2, 0))), Is.EqualTo(Rejection.NothingToBreak));
        Assert.That(_world.Do(0, WorldAction.Dig(At(1, 0))), Is.EqualTo(Rejection.NothingToBreak));
        Assert.That(_world.Do(0, WorldAction.Dig(At(-1, 0))), Is.EqualTo(Rejection.Unbreakable));
        Assert.That(_world.Do(0, WorldAction.Dig(At(9, 0))), Is.EqualTo(Rejection.OutOfReach));
    }

    [TestCase(1_048_576, 0)]
    [TestCase(-1_048_577, 0)]
    [TestCase(8_388_607, -8_388_608)]
    public void AnyAction_BeyondTheEdge_IsOutOfWorld(int x, int z)
    {
        BlockPosition beyond = new(x, 255, z);
        _world.Give(0, ItemKind.Dirt, 1);

        Assert.That(_world.Do(0, WorldAction.Dig(beyond)), Is.EqualTo(Rejection.OutOfWorld));
        Assert.That(_world.Do(0, WorldAction.Break(beyond)), Is.EqualTo(Rejection.OutOfWorld));
        Assert.That(_world.Do(0, WorldAction.Place(beyond, 0)), Is.EqualTo(Rejection.OutOfWorld));
    }

    [Test]
    public void Dig_AtTheVeryEdge_Works([Values(-1, 1)] int sign)
    {
        long x = sign < 0 ? -Limits.HorizontalBlocks : Limits.HorizontalBlocks - 1;
        _world.Put(x, Floor - 1, 0, BlockKind.Stone);
        _world.Put(x, Floor, 0, BlockKind.Dirt);
        _world.Put(x - sign, Floor - 1, 0, BlockKind.Stone);
        _world.Teleport(0, new FixedVector(Fixed.FromLong(x - sign) + Fixed.Half, Floor, Fixed.Half));

        _world.DigOut(0, new BlockPosition(x, Floor, 0));

        Assert.That(_world.BlockAt(x, Floor, 0), Is.EqualTo(BlockKind.Air));
    }

    [Test]
    public void Place_NextToABlock_TakesOneFromTheSlot()
    {
        _world.Give(0, ItemKind.Planks, 2);

        Assert.That(_world.Do(0, WorldAction.Place(At(2, 0), 0)), Is.EqualTo(Rejection.None));

        Assert.That(_world.BlockAt(2, Floor, 0), Is.EqualTo(BlockKind.Planks));
        Assert.That(_world.InventoryOf(0)[0].Count, Is.EqualTo(1));
    }

    [Test]
    public void Place_WhatTheRulesForbid_ChangesNothing()
    {
        _world.JoinAt(1, 3, 0);
        _world.Give(0, ItemKind.Planks, 1);
        _world.Give(0, ItemKind.Stick, 1);
        Place(-2, 0, BlockKind.Stone);

        Assert.That(_world.Do(0, WorldAction.Place(At(2, 0), 36)), Is.EqualTo(Rejection.NoSuchSlot));
        Assert.That(_world.Do(0, WorldAction.Place(At(2, 0), 255)), Is.EqualTo(Rejection.NoSuchSlot));
        Assert.That(_world.Do(0, WorldAction.Place(At(2, 0), 5)), Is.EqualTo(Rejection.NotEnoughItems));
        Assert.That(_world.Do(0, WorldAction.Place(At(2, 0), 1)), Is.EqualTo(Rejection.NotPlaceable));
        Assert.That(_world.Do(0, WorldAction.Place(At(-2, 0), 0)), Is.EqualTo(Rejection.Occupied));
        Assert.That(_world.Do(0, WorldAction.Place(At(2, 2), 0)), Is.EqualTo(Rejection.NoSupport));
        Assert.That(_world.Do(0, WorldAction.Place(At(0, 1), 0)), Is.Not.EqualTo(Rejection.None), "into itself");
        Assert.That(_world.Do(0, WorldAction.Place(At(3, 0), 0)), Is.EqualTo(Rejection.BodyInTheWay));
        Assert.That(_world.Do(0, WorldAction.Place(At(8, 0), 0)), Is.EqualTo(Rejection.OutOfReach));
        Assert.That(_world.InventoryOf(0).CountOf(ItemKind.Planks), Is.EqualTo(1));
    }

    private static BlockPosition At(int x, int up) => new(x, Floor + up, 0);

    private BlockPosition Place(int x, int up, BlockKind kind)
    {
        _world.Put(x, Floor + up, 0, kind);
        return At(x, up);
    }
}
