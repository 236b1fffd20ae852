namespace Hearsay.World.Tests;

public sealed class ItemTableTests
{
    [Test]
    public void DigTicks_BetterTools_AreFaster()
    {
        ItemKind[] better = [ItemKind.None, ItemKind.WoodenPickaxe, ItemKind.StonePickaxe, ItemKind.IronPickaxe];

        Assert.That(better.Select(tool => ItemTable.DigTicks(tool, BlockKind.Stone)), Is.Ordered.Descending);
        Assert.That(
            ItemTable.DigTicks(ItemKind.IronShovel, BlockKind.Stone),
            Is.EqualTo(ItemTable.DigTicks(ItemKind.None, BlockKind.Stone)));
        Assert.That(
            ItemTable.DigTicks(ItemKind.IronPickaxe, BlockKind.Bedrock), Is.EqualTo(BlockTraits.Unbreakable));
    }

    [TestCase(ItemKind.None, BlockKind.Stone, ItemKind.None)]
    [TestCase(ItemKind.WoodenPickaxe, BlockKind.Stone, ItemKind.Cobblestone)]
    [TestCase(ItemKind.WoodenPickaxe, BlockKind.IronOre, ItemKind.None)]
    [TestCase(ItemKind.StonePickaxe, BlockKind.IronOre, ItemKind.IronOre)]
    [TestCase(ItemKind.IronAxe, BlockKind.Stone, ItemKind.None)]
    [TestCase(ItemKind.None, BlockKind.Grass, ItemKind.Dirt)]
    public void DropOf_NeedsTheRightTool(ItemKind held, BlockKind block, ItemKind expected) =>
        Assert.That(ItemTable.DropOf(held, block), Is.EqualTo(expected));

    [Test]
    public void Recipes_All_UseAndGiveKnownItems()
    {
        foreach (Recipe recipe in RecipeBook.Recipes)
        {
            Assert.That(ItemTable.IsKnown((int)recipe.First.Kind), Is.True);
            Assert.That(recipe.Second.IsEmpty || ItemTable.IsKnown((int)recipe.Second.Kind), Is.True);
            Assert.That(ItemTable.IsKnown((int)recipe.Result.Kind), Is.True);
            Assert.That(recipe.First.Kind, Is.Not.EqualTo(recipe.Second.Kind));
        }
    }

    [Test]
    public void BlockTable_EveryKind_HasTraitsAndDropsAKnownItem()
    {
        foreach (BlockKind kind in Enum.GetValues<BlockKind>())
        {
            ItemKind drop = BlockTable.Of(kind).Drop;
            Assert.That(BlockTable.Of(kind).DigTicks, Is.Positive, $"{kind}");
            Assert.That(drop == ItemKind.None || ItemTable.IsKnown((int)drop), Is.True, $"{kind}");
        }

        Assert.That(BlockTable.Count, Is.EqualTo(Enum.GetValues<BlockKind>().Length));
    }
}
