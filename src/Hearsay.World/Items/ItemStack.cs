using System.Diagnostics.CodeAnalysis;

namespace Hearsay.World;

/// <summary>Some items of one kind. The default is empty. 4 bytes without padding.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "What players call it; it is no collection.")]
public readonly record struct ItemStack
{
    private readonly ushort _kind;
    private readonly ushort _count;

    /// <param name="kind">What; None only with a count of 0.</param>
    /// <param name="count">How many; 0 makes the empty stack.</param>
    public ItemStack(ItemKind kind, int count)
    {
        _kind = count == 0 ? (ushort)0 : (ushort)kind;
        _count = (ushort)count;
    }

    public static ItemStack Empty => default;

    public ItemKind Kind => (ItemKind)_kind;

    public int Count => _count;

    public bool IsEmpty => _count == 0;

    /// <summary>The same kind with another count.</summary>
    public ItemStack WithCount(int count) => new(Kind, count);
}
