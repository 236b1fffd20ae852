namespace Hearsay.World.Tests;

public sealed class InventoryTests
{
    [Test]
    public void TryAdd_FillsStacksOfTheKindBeforeEmptySlots()
    {
        Inventory inventory = default;
        inventory[3] = new ItemStack(ItemKind.Dirt, 60);

        Assert.That(inventory.TryAdd(new ItemStack(ItemKind.Dirt, 10)), Is.True);

        Assert.That(inventory[3].Count, Is.EqualTo(64));
        Assert.That(inventory[0], Is.EqualTo(new ItemStack(ItemKind.Dirt, 6)));
    }

    [Test]
    public void TryAdd_WithoutRoomForAll_ChangesNothing()
    {
        Inventory inventory = Full(ItemKind.Stone);
        inventory[5] = new ItemStack(ItemKind.Stone, 62);
        ItemStack[] before = Stacks(inventory);

        Assert.That(inventory.TryAdd(new ItemStack(ItemKind.Stone, 3)), Is.False);
        Assert.That(inventory.TryAdd(new ItemStack(ItemKind.Dirt, 1)), Is.False);
        Assert.That(Stacks(inventory), Is.EqualTo(before));
        Assert.That(inventory.TryAdd(new ItemStack(ItemKind.Stone, 2)), Is.True);
    }

    [Test]
    public void TryAdd_Tools_TakeASlotEach()
    {
        Inventory inventory = default;

        Assert.That(inventory.TryAdd(new ItemStack(ItemKind.IronAxe, 36)), Is.True);

        Assert.That(Stacks(inventory), Is.All.EqualTo(new ItemStack(ItemKind.IronAxe, 1)));
    }

    [Test]
    public void TryTakeKind_FromSeveralSlots_TakesExactlyThatMany()
    {
        Inventory inventory = default;
        inventory[1] = new ItemStack(ItemKind.Log, 2);
        inventory[7] = new ItemStack(ItemKind.Log, 5);

        Assert.That(inventory.TryTakeKind(ItemKind.Log, 8), Is.False);
        Assert.That(inventory.CountOf(ItemKind.Log), Is.EqualTo(7));
        Assert.That(inventory.TryTakeKind(ItemKind.Log, 4), Is.True);
        Assert.That(inventory[1], Is.EqualTo(ItemStack.Empty));
        Assert.That(inventory[7].Count, Is.EqualTo(3));
    }

    [Test]
    public void Move_RandomMoves_NeverCreateNorLoseItems([Values(1, 2, 3)] int seed)
    {
        Random random = new(seed);
        Inventory inventory = default;
        ItemKind[] kinds = [ItemKind.Dirt, ItemKind.Log, ItemKind.IronAxe];
        foreach (ItemKind kind in kinds)
        {
            inventory.TryAdd(new ItemStack(kind, kind == ItemKind.IronAxe ? 5 : 200));
        }

        for (int i = 0; i < 20_000; i++)
        {
            inventory.Move(random.Next(36), random.Next(36), random.Next(1, 80));
            Assert.That(
                kinds.Select(kind => inventory.CountOf(kind)), Is.EqualTo(new[] { 200, 200, 5 }), $"move {i}");
            Assert.That(
                Stacks(inventory).All(stack => stack.Count <= ItemTable.StackMax(stack.Kind)), Is.True, $"move {i}");
        }
    }

    [Test]
    public void Move_WholeStackOntoAnotherKind_Swaps()
    {
        Inventory inventory = default;
        inventory[0] = new ItemStack(ItemKind.Dirt, 5);
        inventory[1] = new ItemStack(ItemKind.Log, 6);

        Assert.That(inventory.Move(0, 1, 4), Is.EqualTo(Rejection.StacksDiffer));
        Assert.That(inventory.Move(0, 1, 5), Is.EqualTo(Rejection.None));
        Assert.That(inventory[0], Is.EqualTo(new ItemStack(ItemKind.Log, 6)));
        Assert.That(inventory[1], Is.EqualTo(new ItemStack(ItemKind.Dirt, 5)));
    }

    [Test]
    public void Move_OutOfAnEmptySlot_IsRefused()
    {
        Inventory inventory = default;

        Assert.That(inventory.Move(0, 1, 1), Is.EqualTo(Rejection.NotEnoughItems));
    }

    private static Inventory Full(ItemKind kind)
    {
        Inventory inventory = default;
        for (int i = 0; i < Limits.InventorySlots; i++)
        {
            inventory[i] = new ItemStack(kind, Limits.StackItemsMax);
        }

        return inventory;
    }

    private static ItemStack[] Stacks(in Inventory inventory)
    {
        ItemStack[] stacks = new ItemStack[Limits.InventorySlots];
        for (int i = 0; i < stacks.Length; i++)
        {
            stacks[i] = inventory[i];
        }

        return stacks;
    }
}
