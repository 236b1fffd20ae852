using System.Numerics;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// A hash table from (creator, sequence) to a number, open addressing with linear probing. Allocates only when it
/// grows.
/// </summary>
internal sealed class EventMap
{
    // Fibonacci hashing: consecutive sequences spread evenly.
    private const ulong Multiplier = 0x9e3779b97f4a7c15;

    private ulong[] _keys;
    private int[] _values;
    private int _shift;

    public EventMap(int capacity)
    {
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, capacity * 2));
        _keys = new ulong[slots];
        _values = new int[slots];
        _shift = 64 - BitOperations.Log2((uint)slots);
    }

    /// <summary>Pairs in the table.</summary>
    public int Count { get; private set; }

    /// <summary>The number of this event, or -1.</summary>
    public int Find(MemberIndex creator, Sequence sequence)
    {
        int slot = SlotOf(KeyOf(creator, sequence));
        return _keys[slot] == 0 ? -1 : _values[slot];
    }

    /// <summary>Adds the event or replaces its number.</summary>
    public void Set(MemberIndex creator, Sequence sequence, int value)
    {
        ulong key = KeyOf(creator, sequence);
        int slot = SlotOf(key);
        if (_keys[slot] == 0)
        {
            if (Count * 2 >= _keys.Length)
            {
                Grow();
                slot = SlotOf(key);
            }

            _keys[slot] = key;
            Count++;
        }

        _values[slot] = value;
    }

    /// <summary>Takes the event out, if it is there.</summary>
    public void Remove(MemberIndex creator, Sequence sequence)
    {
        int hole = SlotOf(KeyOf(creator, sequence));
        if (_keys[hole] == 0)
        {
            return;
        }

        Count--;
        int mask = _keys.Length - 1;
        for (int slot = (hole + 1) & mask; _keys[slot] != 0; slot = (slot + 1) & mask)
        {
            // An entry moves into the hole unless its own place lies between the hole and where it is.
            int home = HomeOf(_keys[slot]);
            if (((slot - home) & mask) >= ((slot - hole) & mask))
            {
                _keys[hole] = _keys[slot];
                _values[hole] = _values[slot];
                hole = slot;
            }
        }

        _keys[hole] = 0;
    }

    private static ulong KeyOf(MemberIndex creator, Sequence sequence) =>
        ((ulong)(uint)(creator.Value + 1) << 32) | (uint)sequence.Value;

    private int HomeOf(ulong key) => (int)((key * Multiplier) >> _shift);

    /// <summary>Where the key is, or the free slot where it belongs.</summary>
    private int SlotOf(ulong key)
    {
        ulong[] keys = _keys;
        int mask = keys.Length - 1;
        int slot = HomeOf(key);
        while (keys[slot] != 0 && keys[slot] != key)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        ulong[] keys = _keys;
        int[] values = _values;
        _keys = new ulong[keys.Length * 2];
        _values = new int[keys.Length * 2];
        _shift--;
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                int slot = SlotOf(keys[i]);
                _keys[slot] = keys[i];
                _values[slot] = values[i];
            }
        }
    }
}
