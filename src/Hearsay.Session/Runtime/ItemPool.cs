namespace Hearsay.Session;

/// <summary>
/// Items that any thread rents and any thread returns: made on demand up to a bound, without locks, and without
/// allocation once they are made. Problem: a queue of free items loses some. A thread that loses its core in the middle
/// of taking occupies its place, and when the others have gone round the queue once, what is returned finds no room.
/// Idea: stacks have no such place. Nodes with an item are on one stack, those without on another.
/// </summary>
/// <remarks>
/// A thread holds a node only while it moves an item in or out, and there are as many nodes as items. So whoever
/// returns an item finds a node without one, however long others sleep.
/// </remarks>
internal sealed class ItemPool<T>
    where T : class
{
    private readonly Func<T> _make;
    private readonly T?[] _items; // of node n in place n - 1
    private readonly int[] _below;
    private NodeStack _filled;
    private NodeStack _empty;
    private int _made;

    /// <summary>A pool that makes at most <paramref name="capacity"/> items.</summary>
    public ItemPool(int capacity, Func<T> make)
    {
        Hashgraph.Invariant.Check(capacity is >= 1 and <= NodeStack.NodesMax, "a pool's nodes have numbers");
        _make = make;
        _items = new T?[capacity];
        _below = new int[capacity];
        for (int node = 1; node <= capacity; node++)
        {
            _empty.Push(_below, node);
        }
    }

    /// <summary>Takes an item out, or makes one; false when all that there may be are out.</summary>
    public bool TryRent(out T item)
    {
        if (_filled.TryPop(_below, out int node))
        {
            item = _items[node - 1]!;
            _empty.Push(_below, node);
            return true;
        }

        bool mayMake = Volatile.Read(ref _made) < _items.Length && Interlocked.Increment(ref _made) <= _items.Length;
        item = mayMake ? _make() : null!;
        return mayMake;
    }

    /// <summary>Puts a rented item back.</summary>
    public void Return(T item)
    {
        bool hasRoom = _empty.TryPop(_below, out int node);
        Hashgraph.Invariant.Check(hasRoom, "a pool has room for every item that it made");
        _items[node - 1] = item;
        _filled.Push(_below, node);
    }
}
