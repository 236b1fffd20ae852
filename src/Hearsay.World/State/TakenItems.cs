using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>
/// Who took the last <see cref="Limits.TakenItemsMax"/> items: part of the state, because it decides what a member who
/// came too late is told. A ring; the oldest is forgotten first.
/// </summary>
internal sealed class TakenItems
{
    private readonly ulong[] _items = new ulong[Limits.TakenItemsMax];
    private readonly ushort[] _takers = new ushort[Limits.TakenItemsMax];
    private int _next;

    /// <summary>How many are remembered.</summary>
    public int Count { get; private set; }

    public void Add(ItemId item, MemberIndex taker)
    {
        _items[_next] = item.Value;
        _takers[_next] = (ushort)taker.Value;
        _next = (_next + 1) % Limits.TakenItemsMax;
        Count = Math.Min(Count + 1, Limits.TakenItemsMax);
    }

    /// <summary>Who took the item, if it is remembered.</summary>
    public bool TryFind(ItemId item, out MemberIndex taker)
    {
        int at = _items.AsSpan(0, Count).IndexOf(item.Value);
        taker = new MemberIndex(at < 0 ? 0 : _takers[at]);
        return at >= 0;
    }

    /// <summary>Number <paramref name="index"/> of what is remembered, from the oldest.</summary>
    public (ItemId Item, MemberIndex Taker) At(int index)
    {
        int at = (_next - Count + index + Limits.TakenItemsMax) % Limits.TakenItemsMax;
        return (new ItemId(_items[at]), new MemberIndex(_takers[at]));
    }

    public void CopyTo(TakenItems destination)
    {
        _items.AsSpan(0, Count).CopyTo(destination._items);
        _takers.AsSpan(0, Count).CopyTo(destination._takers);
        destination._next = _next;
        destination.Count = Count;
    }

    public void Clear()
    {
        _next = 0;
        Count = 0;
    }
}
