namespace Hearsay.World;

/// <summary>What a player does with its own stacks. No action names another player's.</summary>
internal static class InventoryRules
{
    public static Rejection Hold(in Actor actor, int slot)
    {
        if (slot >= Limits.HotbarSlots)
        {
            return Rejection.NoSuchSlot;
        }

        if (slot != actor.Player.HeldSlot)
        {
            actor.Player = actor.Player with { HeldSlot = slot };
            actor.Digging = Digging.Idle;
        }

        return Rejection.None;
    }

    public static Rejection MoveStack(in Actor actor, int slot, int targetSlot, int count)
    {
        if (slot >= Limits.InventorySlots || targetSlot >= Limits.InventorySlots)
        {
            return Rejection.NoSuchSlot;
        }

        return count == 0 ? Rejection.NothingAsked : actor.Inventory.Move(slot, targetSlot, count);
    }

    public static Rejection Drop(in Actor actor, int slot, int count)
    {
        if (slot >= Limits.InventorySlots)
        {
            return Rejection.NoSuchSlot;
        }

        if (count == 0)
        {
            return Rejection.NothingAsked;
        }

        ItemKind kind = actor.Inventory[slot].Kind;
        if (!actor.Inventory.TryTake(slot, count))
        {
            return Rejection.NotEnoughItems;
        }

        DroppedItems.Throw(actor, new ItemStack(kind, count));
        return Rejection.None;
    }

    public static Rejection Craft(in Actor actor, int recipe, int times)
    {
        if (recipe >= RecipeBook.Recipes.Length)
        {
            return Rejection.NoSuchRecipe;
        }

        if (times == 0)
        {
            return Rejection.NothingAsked;
        }

        Recipe made = RecipeBook.Recipes[recipe];
        Inventory trial = actor.Inventory;
        if (!trial.TryTakeKind(made.First.Kind, made.First.Count * times)
            || !trial.TryTakeKind(made.Second.Kind, made.Second.Count * times))
        {
            return Rejection.MissingIngredients;
        }

        if (!trial.TryAdd(made.Result.WithCount(made.Result.Count * times)))
        {
            return Rejection.InventoryFull;
        }

        actor.Inventory = trial;
        return Rejection.None;
    }
}
