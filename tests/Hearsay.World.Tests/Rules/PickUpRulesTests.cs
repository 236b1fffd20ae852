using Hearsay.Ecs;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.World.Tests;

public sealed class PickUpRulesTests
{
    private Playground _world = null!;

    [SetUp]
    public void JoinOnAFloor()
    {
        _world = new Playground();
        _world.BuildFloor();
        _world.JoinAt(0, 0, 0);
        _world.JoinAt(1, 3, 0);
        _world.JoinAt(2, 1, 2);
    }

    [Test]
    public void PickUp_SeveralAtOnce_FirstInTheOrderWinsAndOthersLearnWho()
    {
        ItemId item = DropBetween();

        ActionOutcome first = _world.Outcome(1, WorldAction.PickUp(item));
        ActionOutcome second = _world.Outcome(0, WorldAction.PickUp(item));
        ActionOutcome third = _world.Outcome(2, WorldAction.PickUp(item));
        ActionOutcome again = _world.Outcome(0, WorldAction.PickUp(item));

        Assert.That(first.IsApplied, Is.True);
        foreach (ActionOutcome outcome in new[] { second, third, again })
        {
            Assert.That(RejectionText.TryGetTaker(outcome, out MemberIndex winner), Is.True);
            Assert.That(winner.Value, Is.EqualTo(1));
        }

        Assert.That(_world.InventoryOf(1).CountOf(ItemKind.Dirt), Is.EqualTo(1));
        Assert.That(_world.Items(), Is.Empty);
        Assert.That(_world.World.ContestedItems, Is.EqualTo(new ContestedItems(Items: 1, Attempts: 4, DoubleWins: 0)));
    }

    [Test]
    public void PickUp_OnlyOneMemberTries_IsNotContested()
    {
        ItemId item = DropBetween();

        _world.Do(1, WorldAction.PickUp(item));
        _world.Do(1, WorldAction.PickUp(item));

        Assert.That(_world.World.ContestedItems, Is.EqualTo(default(ContestedItems)));
    }

    [Test]
    public void PickUp_WhatNeverWas_IsNoSuchItem()
    {
        DropBetween();
        Entity player = _world.State.Players.Of(new MemberIndex(1));

        foreach (ulong name in new[] { 0ul, 1ul, ulong.MaxValue, 1ul << 63, ItemId.Of(player).Value })
        {
            Assert.That(_world.Do(0, WorldAction.PickUp(new ItemId(name))), Is.EqualTo(Rejection.NoSuchItem));
        }
    }

    [Test]
    public void PickUp_FromAfarOrThroughAWall_IsRefused()
    {
        ItemId item = DropBetween();
        _world.Teleport(0, new FixedVector(-9, Playground.FloorTop, 0));
        Assert.That(_world.Do(0, WorldAction.PickUp(item)), Is.EqualTo(Rejection.OutOfReach));

        _world.Teleport(0, new FixedVector(Fixed.Half, Playground.FloorTop, Fixed.Half));
        for (int y = 0; y < 7; y++)
        {
            for (int z = -7; z <= 7; z++)
            {
                _world.Put(1, Playground.FloorTop + y, z, BlockKind.Stone);
            }
        }

        Assert.That(_world.Do(0, WorldAction.PickUp(item)), Is.EqualTo(Rejection.NotInSight));
        Assert.That(_world.Items(), Has.Count.EqualTo(1));
    }

    [Test]
    public void PickUp_WithoutRoom_LeavesTheItemForOthers()
    {
        ItemId item = DropBetween();
        _world.Give(0, ItemKind.IronAxe, Limits.InventorySlots);

        Assert.That(_world.Do(0, WorldAction.PickUp(item)), Is.EqualTo(Rejection.InventoryFull));
        Assert.That(_world.Do(1, WorldAction.PickUp(item)), Is.EqualTo(Rejection.None));
    }

    [Test]
    public void PickUp_LongAfter_ForgetsWhoItWas()
    {
        ItemId item = DropBetween();
        _world.Do(1, WorldAction.PickUp(item));
        for (int i = 0; i < Limits.TakenItemsMax; i++)
        {
            _world.State.Taken.Add(new ItemId((ulong)i + 1_000_000), new MemberIndex(2));
        }

        Assert.That(_world.Do(0, WorldAction.PickUp(item)), Is.EqualTo(Rejection.NoSuchItem));
    }

    [Test]
    public void Items_AfterTheirTime_AreGone()
    {
        ItemId item = DropBetween();
        _world.Run(DroppedItems.LifeTicks);

        Assert.That(_world.Items(), Is.Empty);
        Assert.That(_world.Do(0, WorldAction.PickUp(item)), Is.EqualTo(Rejection.NoSuchItem));
    }

    [Test]
    public void Items_MoreThanTheLimit_PushOutTheOldest()
    {
        ItemId oldest = DropBetween();
        _world.Run(1);
        for (int i = 1; i < Limits.DroppedItemsMax; i++)
        {
            Scatter();
        }

        Assert.That(_world.Items().Select(item => item.Id), Contains.Item(oldest));
        Scatter();

        Assert.That(_world.Items(), Has.Count.EqualTo(Limits.DroppedItemsMax));
        Assert.That(_world.Items().Select(item => item.Id), Does.Not.Contain(oldest));
    }

    private void Scatter() => DroppedItems.Scatter(
        _world.State,
        new ItemStack(ItemKind.Dirt, 1),
        new BlockPosition(1, Playground.FloorTop, 0),
        new MemberIndex(0));

    private ItemId DropBetween()
    {
        Scatter();
        _world.Run(20);
        return _world.Items().Single().Id;
    }
}
