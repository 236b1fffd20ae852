using System.Numerics;

namespace Hearsay.Session;

/// <summary>
/// A queue of fixed size for several writers and several readers, without locks and without allocation. Algorithm:
/// Dmitry Vyukov's bounded MPMC queue. Each place carries a turn number: equal to the position, it is free for the
/// writer of that position; one more, it is filled for the reader; one lap later, free again. A writer or reader
/// claims a position by compare-and-swap and then owns the place until it writes the next turn number.
/// </summary>
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

    /// <summary>Takes the oldest item; false when there is none.</summary>
    public bool TryTake(out T item)
    {
        long position = Volatile.Read(ref _positions.Read);
        while (true)
        {
            ref Place place = ref _places[position & _mask];
            long ahead = Volatile.Read(ref place.Turn) - (position + 1);
            if (ahead < 0)
            {
                item = default!;
                return false;
            }

            long found = ahead > 0
                ? Volatile.Read(ref _positions.Read)
                : Interlocked.CompareExchange(ref _positions.Read, position + 1, position);
            if (ahead == 0 && found == position)
            {
                item = place.Item;
                place.Item = default!;
                Volatile.Write(ref place.Turn, position + _places.Length);
                return true;
            }

            position = found;
        }
    }

    private struct Place
    {
        public long Turn;
        public T Item;
    }
}
