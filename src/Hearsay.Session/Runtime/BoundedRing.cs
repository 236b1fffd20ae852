using System.Numerics;

namespace Hearsay.Session;

/// <summary>
/// A queue of fixed size for several writers and one reader at a time, without locks and without allocation. Algorithm:
/// Dmitry Vyukov's bounded queue, with one reader. Each place carries a turn number: equal to the position, it is free
/// for the writer of that position; one more, it is filled for the reader; one lap later, free again. A writer claims a
/// position by compare-and-swap and then owns the place until it writes the next turn number.
/// </summary>
/// <remarks>
/// With several readers, one that loses its core in the middle of taking would make the ring look full when the others
/// have gone round it once. With one, a full ring is full: as many items wait as it has places, counting the one that
/// the reader has in its hands.
/// </remarks>
internal sealed class BoundedRing<T>
{
    private readonly Place[] _places;
    private readonly int _mask;
    private RingPositions _positions;

    /// <summary>A ring for <paramref name="capacity"/> items, a power of two.</summary>
    public BoundedRing(int capacity)
    {
        Hashgraph.Invariant.Check(BitOperations.IsPow2(capacity) && capacity >= 2, "a ring's size is a power of two");
        _places = new Place[capacity];
        _mask = capacity - 1;
        for (int i = 0; i < capacity; i++)
        {
            _places[i].Turn = i;
        }
    }

    /// <summary>Items in the ring; a snapshot that may be out of date at once.</summary>
    public int Count =>
        (int)Math.Max(0, Volatile.Read(ref _positions.Write) - Volatile.Read(ref _positions.Read));

    /// <summary>
    /// True when the reader would find an item: one that a writer has claimed a place for and not yet filled in does
    /// not count.
    /// </summary>
    public bool HasItem
    {
        get
        {
            long position = Volatile.Read(ref _positions.Read);
            return Volatile.Read(ref _places[position & _mask].Turn) == position + 1;
        }
    }

    /// <summary>Adds an item; false when the ring is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="position">How many items were added before it: consecutive numbers without a gap.</param>
    public bool TryAdd(T item, out long position)
    {
        position = Volatile.Read(ref _positions.Write);
        while (true)
        {
            ref Place place = ref _places[position & _mask];
            long ahead = Volatile.Read(ref place.Turn) - position;
            if (ahead < 0)
            {
                return false;
            }

            long found = ahead > 0
                ? Volatile.Read(ref _positions.Write)
                : Interlocked.CompareExchange(ref _positions.Write, position + 1, position);
            if (ahead == 0 && found == position)
            {
                place.Item = item;
                Volatile.Write(ref place.Turn, position + 1);
                return true;
            }

            position = found;
        }
    }

    /// <summary>The reader: takes the oldest item; false when there is none.</summary>
    public bool TryTake(out T item)
    {
        long position = _positions.Read;
        ref Place place = ref _places[position & _mask];
        if (Volatile.Read(ref place.Turn) != position + 1)
        {
            item = default!;
            return false;
        }

        item = place.Item;
        place.Item = default!;
        Volatile.Write(ref place.Turn, position + _places.Length);
        Volatile.Write(ref _positions.Read, position + 1);
        return true;
    }

    private struct Place
    {
        public long Turn;
        public T Item;
    }
}
