using Hearsay.Ecs;

namespace Hearsay.World.Tests;

public sealed class InventoryRulesTests
{
    private Playground _world = null!;

    [SetUp]
    public void JoinOnAFloor()
    {
        _world = new Playground();
        _world.BuildFloor();
        _world.JoinAt(0, 0, 0);
    }

    [Test]
    public void Craft_WithTheIngredients_TakesThemAndGivesTheResult()
    {
        _world.Give(0, ItemKind.Log, 3);

        Assert.That(_world.Do(0, WorldAction.Craft(RecipeFor(ItemKind.Planks), 3)), Is.EqualTo(Rejection.None));
        Assert.That(_world.Do(0, WorldAction.Craft(RecipeFor(ItemKind.Stick), 1)), Is.EqualTo(Rejection.None));
        Assert.That(_world.Do(0, WorldAction.Craft(RecipeFor(ItemKind.WoodenPickaxe), 1)), Is.EqualTo(Rejection.None));

        Assert.That(_world.InventoryOf(0).CountOf(ItemKind.Log), Is.Zero);
        Assert.That(_world.InventoryOf(0).CountOf(ItemKind.Planks), Is.EqualTo(7));
        Assert.That(_world.InventoryOf(0).CountOf(ItemKind.Stick), Is.EqualTo(2));
        Assert.That(_world.InventoryOf(0).CountOf(ItemKind.WoodenPickaxe), Is.EqualTo(1));
    }

    [Test]
    public void Craft_WhatTheRulesForbid_ChangesNothing()
    {
        _world.Give(0, ItemKind.Log, 2);

        Assert.That(_world.Do(0, WorldAction.Craft(0, 3)), Is.EqualTo(Rejection.MissingIngredients));
        Assert.That(_world.Do(0, WorldAction.Craft(0, 0)), Is.EqualTo(Rejection.NothingAsked));
        Assert.That(_world.Do(0, WorldAction.Craft(255, 1)), Is.EqualTo(Rejection.NoSuchRecipe));
        Assert.That(
            _world.Do(0, WorldAction.Craft(RecipeFor(ItemKind.WoodenPickaxe), 1)),
            Is.EqualTo(Rejection.MissingIngredients));
        _world.Give(0, ItemKind.IronAxe, 35);
        Assert.That(_world.Do(0, WorldAction.Craft(0, 1)), Is.EqualTo(Rejection.InventoryFull));
        Assert.That(_world.InventoryOf(0).CountOf(ItemKind.Log), Is.EqualTo(2));
    }

    [Test]
    public void Drop_ThrowsWhereThePlayerLooks()
    {
        _world.Give(0, ItemKind.Dirt, 10);
        _world.Do(0, WorldAction.Move(new MoveIntent(MoveKeys.None, BinaryAngle.QuarterTurn, 0)));

        Assert.That(_world.Do(0, WorldAction.Drop(0, 4)), Is.EqualTo(Rejection.None));
        _world.Run(40);

        ItemView item = _world.Items().Single();
        Assert.That(item.Stack, Is.EqualTo(new ItemStack(ItemKind.Dirt, 4)));
        Assert.That(item.Position.Z, Is.GreaterThan(Fixed.One));
        Assert.That(item.Position.Y, Is.EqualTo((Fixed)Playground.FloorTop));
        Assert.That(_world.InventoryOf(0)[0].Count, Is.EqualTo(6));
    }

    [Test]
    public void SlotActions_BeyondTheInventory_AreRefused()
    {
        _world.Give(0, ItemKind.Dirt, 10);

        Assert.That(_world.Do(0, WorldAction.Hold(9)), Is.EqualTo(Rejection.NoSuchSlot));
        Assert.That(_world.Do(0, WorldAction.Drop(36, 1)), Is.EqualTo(Rejection.NoSuchSlot));
        Assert.That(_world.Do(0, WorldAction.Drop(0, 11)), Is.EqualTo(Rejection.NotEnoughItems));
        Assert.That(_world.Do(0, WorldAction.Drop(0, 0)), Is.EqualTo(Rejection.NothingAsked));
        Assert.That(_world.Do(0, WorldAction.MoveStack(0, 36, 1)), Is.EqualTo(Rejection.NoSuchSlot));
        Assert.That(_world.Do(0, WorldAction.MoveStack(255, 0, 1)), Is.EqualTo(Rejection.NoSuchSlot));
        Assert.That(_world.Do(0, WorldAction.MoveStack(0, 1, 0)), Is.EqualTo(Rejection.NothingAsked));
        Assert.That(_world.Do(0, WorldAction.MoveStack(0, 35, 10)), Is.EqualTo(Rejection.None));
        Assert.That(_world.InventoryOf(0)[35].Count, Is.EqualTo(10));
    }

    [Test]
    public void AnyAction_OfOneMember_LeavesTheInventoriesOfOthers([Values(1, 2)] int seed)
    {
        _world.JoinAt(1, 2, 0);
        _world.Give(1, ItemKind.Planks, 64);
        _world.Give(0, ItemKind.Log, 64);
        Inventory before = _world.InventoryOf(1);
        Random random = new(seed);
        byte[] payload = new byte[Limits.ActionBytesMax];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(payload);
            payload[0] = (byte)random.Next(12);
            _world.Outcome(0, payload.AsSpan(0, random.Next(1, payload.Length)));
        }

        Inventory after = _world.InventoryOf(1);
        Assert.That(((ReadOnlySpan<ItemStack>)after).SequenceEqual(before), Is.True);
    }

    private static int RecipeFor(ItemKind result)
    {
        for (int i = 0; i < RecipeBook.Recipes.Length; i++)
        {
            if (RecipeBook.Recipes[i].Result.Kind == result)
            {
                return i;
            }
        }

        throw new ArgumentException($"{result} has no recipe.");
    }
}
