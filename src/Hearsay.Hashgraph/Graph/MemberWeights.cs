using System.Numerics;

namespace Hearsay.Hashgraph;

/// <summary>
/// Weighs sets of members. A set is a bitset with one bit per member; weights are kept as bit planes (plane b holds the
/// members whose weight has bit b), so that the weight of a set is a few ANDs and popcounts: one plane when all weigh
/// 1.
/// </summary>
internal sealed class MemberWeights
{
    private readonly ulong[][] _planes;

    public MemberWeights(Roster roster)
    {
        int heaviest = 1;
        for (int i = 0; i < roster.Count; i++)
        {
            heaviest = Math.Max(heaviest, roster.WeightOf(new MemberIndex(i)));
        }

        _planes = new ulong[BitOperations.Log2((uint)heaviest) + 1][];
        for (int plane = 0; plane < _planes.Length; plane++)
        {
            _planes[plane] = new ulong[VectorWidth.Words(roster.Count)];
            for (int i = 0; i < roster.Count; i++)
            {
                bool hasBit = (roster.WeightOf(new MemberIndex(i)) >> plane & 1) != 0;
                _planes[plane][i >> 6] |= hasBit ? 1UL << (i & 63) : 0;
            }
        }
    }

    /// <summary>The weight of the members whose bits are set in word <paramref name="word"/> of a set.</summary>
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
}
