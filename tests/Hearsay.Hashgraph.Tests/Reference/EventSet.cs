using System.Numerics;

namespace Hearsay.Hashgraph.Tests;

/// <summary>A set of events of one graph.</summary>
public sealed class EventSet(int capacity)
{
    private readonly ulong[] _words = new ulong[(capacity + 63) / 64];

    public bool IsEmpty => Array.TrueForAll(_words, word => word == 0);

    public int Count => _words.Sum(BitOperations.PopCount);

    public bool Contains(TestEvent e) => (_words[e.Index / 64] >> (e.Index % 64) & 1) != 0;

    public void Add(TestEvent e) => _words[e.Index / 64] |= 1UL << (e.Index % 64);

    public void UnionWith(EventSet other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    public EventSet Intersect(EventSet other)
    {
        EventSet both = new(_words.Length * 64);
        for (int i = 0; i < _words.Length; i++)
        {
            both._words[i] = _words[i] & other._words[i];
        }

        return both;
    }

    /// <summary>True when one event at least is in both sets.</summary>
    public bool Overlaps(EventSet other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & other._words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public bool IsSubsetOf(EventSet other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & ~other._words[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
