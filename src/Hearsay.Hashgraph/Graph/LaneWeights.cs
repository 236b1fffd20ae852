using System.Numerics;

namespace Hearsay.Hashgraph;

/// <summary>
/// Weighs sets of lanes. A set is a bitset with one bit per lane; weights are kept as bit planes (plane b holds the
/// lanes whose weight has bit b), so that the weight of a set is a few ANDs and popcounts: one plane when all weigh 1.
/// </summary>
internal sealed class LaneWeights
{
    private readonly ulong[][] _planes;

    public LaneWeights(int planes, int words)
    {
        _planes = new ulong[planes][];
        for (int plane = 0; plane < planes; plane++)
        {
            _planes[plane] = new ulong[words];
        }
    }

    /// <summary>Planes needed for the heaviest member of a roster.</summary>
    public static int PlanesFor(Roster roster)
    {
        int heaviest = 1;
        for (int i = 0; i < roster.Count; i++)
        {
            heaviest = Math.Max(heaviest, roster.WeightOf(new MemberIndex(i)));
        }

        return BitOperations.Log2((uint)heaviest) + 1;
    }

    /// <summary>Gives <paramref name="lane"/> a weight; 0 takes it out of every count.</summary>
    public void Set(int lane, int weight)
    {
        for (int plane = 0; plane < _planes.Length; plane++)
        {
            ulong bit = 1UL << (lane & 63);
            ref ulong word = ref _planes[plane][lane >> 6];
            word = (weight >> plane & 1) != 0 ? word | bit : word & ~bit;
        }
    }

    /// <summary>The weight of the lanes whose bits are set in word <paramref name="word"/> of a set.</summary>
    public long OfWord(ulong bits, int word)
    {
        long weight = BitOperations.PopCount(bits & _planes[0][word]);
        for (int plane = 1; plane < _planes.Length; plane++)
        {
            weight += (long)BitOperations.PopCount(bits & _planes[plane][word]) << plane;
        }

        return weight;
    }

    /// <summary>The weight of a whole set.</summary>
    public long Of(ReadOnlySpan<ulong> set)
    {
        long weight = 0;
        for (int word = 0; word < set.Length; word++)
        {
            weight += OfWord(set[word], word);
        }

        return weight;
    }

    /// <summary>The weight of what two sets share.</summary>
    public long OfBoth(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        long weight = 0;
        for (int word = 0; word < one.Length; word++)
        {
            weight += OfWord(one[word] & other[word], word);
        }

        return weight;
    }

    /// <summary>Makes room for more lanes.</summary>
    public void Grow(int words)
    {
        for (int plane = 0; plane < _planes.Length; plane++)
        {
            Array.Resize(ref _planes[plane], words);
        }
    }
}
