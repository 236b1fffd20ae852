using System.Runtime.CompilerServices;

namespace Hearsay.World;

/// <summary>
/// A player's <see cref="Limits.InventorySlots"/> stacks; the first <see cref="Limits.HotbarSlots"/> can be held in
/// hand. A component: plain bytes.
/// </summary>
/// <remarks>Changes happen wholly or not at all, so that no rule has to give anything back.</remarks>
[InlineArray(Limits.InventorySlots)]
public struct Inventory
{
    private ItemStack _first;

    /// <summary>How many of a kind all slots hold together.</summary>
    public readonly int CountOf(ItemKind kind)
    {
        int count = 0;
        foreach (ItemStack stack in this)
        {
            count += stack.Kind == kind ? stack.Count : 0;
        }

        return count;
    }

    /// <summary>The first slot that holds something to place; -1 when none does.</summary>
    public readonly int SlotOfBlock()
    {
        for (int i = 0; i < Limits.InventorySlots; i++)
        {
            if (ItemTable.TryGetBlock(this[i].Kind, out _))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Adds all of a stack, first to stacks of the kind, then to empty slots; false when not all has room.
    /// </summary>
    public bool TryAdd(ItemStack added)
    {
        if (RoomFor(added.Kind) < added.Count)
        {
            return false;
        }

        int rest = Fill(added.Kind, added.Count, intoEmpty: false);
        Fill(added.Kind, rest, intoEmpty: true);
        return true;
    }

    /// <summary>Takes that many items out of one slot; false when it holds fewer.</summary>
    public bool TryTake(int slot, int count)
    {
        if (this[slot].Count < count)
        {
            return false;
        }

        this[slot] = this[slot].WithCount(this[slot].Count - count);
        return true;
    }

    /// <summary>
    /// Takes that many items of a kind from any slots, the first ones first; false when there are fewer.
    /// </summary>
    public bool TryTakeKind(ItemKind kind, int count)
    {
        if (CountOf(kind) < count)
        {
            return false;
        }

        for (int i = 0; i < Limits.InventorySlots && count > 0; i++)
        {
            int part = this[i].Kind == kind ? Math.Min(count, this[i].Count) : 0;
            this[i] = this[i].WithCount(this[i].Count - part);
            count -= part;
        }

        return true;
    }

    /// <summary>
    /// Moves items to an empty slot or to a stack of the kind with room for them; a whole stack changes places with
    /// another kind.
    /// </summary>
    public Rejection Move(int from, int to, int count)
    {
        ItemStack source = this[from];
        ItemStack target = this[to];
        if (source.Count < count)
        {
            return Rejection.NotEnoughItems;
        }

        if (from == to)
        {
            return Rejection.StacksDiffer;
        }

        if (!target.IsEmpty && target.Kind != source.Kind)
        {
            if (count != source.Count)
            {
                return Rejection.StacksDiffer;
            }

            (this[from], this[to]) = (target, source);
            return Rejection.None;
        }

        if (target.Count + count > ItemTable.StackMax(source.Kind))
        {
            return Rejection.StacksDiffer;
        }

        this[from] = source.WithCount(source.Count - count);
        this[to] = source.WithCount(target.Count + count);
        return Rejection.None;
    }

    private readonly int RoomFor(ItemKind kind)
    {
        int room = 0;
        int stackMax = ItemTable.StackMax(kind);
        foreach (ItemStack stack in this)
        {
            room += stack.IsEmpty || stack.Kind == kind ? stackMax - stack.Count : 0;
        }

        return room;
    }

    private int Fill(ItemKind kind, int count, bool intoEmpty)
    {
        int stackMax = ItemTable.StackMax(kind);
        for (int i = 0; i < Limits.InventorySlots && count > 0; i++)
        {
            bool fits = intoEmpty ? this[i].IsEmpty : this[i].Kind == kind && !this[i].IsEmpty;
            int part = fits ? Math.Min(count, stackMax - this[i].Count) : 0;
            if (part > 0)
            {
                this[i] = new ItemStack(kind, this[i].Count + part);
                count -= part;
            }
        }

        return count;
    }
}
