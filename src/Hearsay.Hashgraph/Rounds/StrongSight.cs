using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Hashgraph;

/// <summary>
/// Finds which witnesses of a round an event strongly sees: those for which a supermajority of creators has an event
/// that the event sees and that sees the witness. With places relative to the round that is, for each witness, one
/// comparison of two 16-bit rows (lachesis-base does it with 32 bits per place), a mask, and a popcount.
///
/// Members that branched are counted one by one: their weight counts when the event does not see the branch and any of
/// their lanes fulfils the comparison.
/// </summary>
internal sealed class StrongSight
{
    private readonly Roster _roster;
    private readonly LaneTable _lanes;
    private readonly BranchSight _branches;
    private readonly LaneWeights _honestWeights;
    private ushort[] _reached;

    public StrongSight(
        Roster roster, LaneTable lanes, BranchSight branches, LaneWeights honestWeights, int stride)
    {
        _roster = roster;
        _lanes = lanes;
        _branches = branches;
        _honestWeights = honestWeights;
        _reached = new ushort[stride];
    }

    public void Grow(int stride) => _reached = new ushort[stride];

    /// <summary>
    /// Completes <paramref name="seen"/>, which holds witnesses known to be strongly seen, by all others of the round.
    /// </summary>
    public void Complete(WitnessRound round, ReadOnlySpan<int> lastAncestors, Span<ulong> seen)
    {
        bool prepared = false;
        for (int word = 0; word < seen.Length; word++)
        {
            for (ulong open = round.Present[word] & ~seen[word]; open != 0; open &= open - 1)
            {
                int witness = (word << 6) + BitOperations.TrailingZeroCount(open);
                if (!MaySee(round, lastAncestors, witness))
                {
                    continue;
                }

                if (!prepared)
                {
                    Reach(round, lastAncestors);
                    prepared = true;
                }

                if (_roster.IsSupermajority(WeightBetween(round, lastAncestors, witness)))
                {
                    seen[word] |= 1UL << (witness & 63);
                }
            }
        }
    }

    /// <summary>
    /// An upper bound for the weight of what <see cref="Complete"/> can find: known ones and possible ones.
    /// </summary>
    public bool CanReachSupermajority(
        WitnessRound round, ReadOnlySpan<int> lastAncestors, ReadOnlySpan<ulong> seen)
    {
        long weight = 0;
        for (int word = 0; word < seen.Length; word++)
        {
            for (ulong open = round.Present[word]; open != 0; open &= open - 1)
            {
                int bit = BitOperations.TrailingZeroCount(open);
                int witness = (word << 6) + bit;
                if ((seen[word] >> bit & 1) != 0 || MaySee(round, lastAncestors, witness))
                {
                    weight += _roster.WeightOf(new MemberIndex(_lanes[witness].Creator));
                }
            }
        }

        return _roster.IsSupermajority(weight);
    }

    /// <summary>True when the witnesses in the set have creators with a supermajority of weight.</summary>
    public bool IsSupermajority(ReadOnlySpan<ulong> seen)
    {
        long weight = _honestWeights.Of(seen);
        foreach (int member in _branches.Branched)
        {
            foreach (int lane in _branches.LanesOf(member)!)
            {
                if ((seen[lane >> 6] >> (lane & 63) & 1) != 0)
                {
                    weight += _roster.WeightOf(new MemberIndex(member));
                    break;
                }
            }
        }

        return _roster.IsSupermajority(weight);
    }

    private bool MaySee(WitnessRound round, ReadOnlySpan<int> lastAncestors, int witness) =>
        lastAncestors[witness] >= round.WitnessSequence[witness]
        && _roster.IsSupermajority(round.SeenByWeight[witness]);

    /// <summary>
    /// Brings the event's row to the round's own places: 0 for a lane that has not reached the round.
    /// </summary>
    private void Reach(WitnessRound round, ReadOnlySpan<int> lastAncestors)
    {
        ref int last = ref MemoryMarshal.GetReference(lastAncestors);
        ref int first = ref MemoryMarshal.GetArrayDataReference(round.FirstSequence);
        ref ushort reached = ref MemoryMarshal.GetArrayDataReference(_reached);
        int width = VectorWidth.Shorts(_lanes.Count);
        for (nuint i = 0; i < (nuint)width; i += 32)
        {
            Vector512<int> low = Vector512.LoadUnsafe(ref last, i) - Vector512.LoadUnsafe(ref first, i);
            Vector512<int> high = Vector512.LoadUnsafe(ref last, i + 16) - Vector512.LoadUnsafe(ref first, i + 16);
            low = Vector512.Max(low + Vector512<int>.One, Vector512<int>.Zero);
            high = Vector512.Max(high + Vector512<int>.One, Vector512<int>.Zero);
            Vector512.Narrow(low.AsUInt32(), high.AsUInt32()).StoreUnsafe(ref reached, i);
        }
    }

    private long WeightBetween(WitnessRound round, ReadOnlySpan<int> lastAncestors, int witness)
    {
        ReadOnlySpan<ushort> firstDescendants = round.FirstDescendants(witness);
        ref ushort first = ref MemoryMarshal.GetReference(firstDescendants);
        ref ushort reached = ref MemoryMarshal.GetArrayDataReference(_reached);
        int words = VectorWidth.Words(_lanes.Count);
        long weight = 0;
        for (int word = 0; word < words; word++)
        {
            nuint i = (nuint)word << 6;
            ulong low = AtLeast(ref reached, ref first, i);
            ulong high = AtLeast(ref reached, ref first, i + 32);
            weight += _honestWeights.OfWord(low | high << 32, word);
        }

        return _branches.Branched.Count == 0
            ? weight
            : weight + WeightOfBranched(firstDescendants, lastAncestors);
    }

    private static ulong AtLeast(ref ushort reached, ref ushort first, nuint i) =>
        Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref reached, i), Vector512.LoadUnsafe(ref first, i))
            .ExtractMostSignificantBits();

    private long WeightOfBranched(ReadOnlySpan<ushort> firstDescendants, ReadOnlySpan<int> lastAncestors)
    {
        long weight = 0;
        foreach (int member in _branches.Branched)
        {
            if (!_branches.Sees(lastAncestors, member) && AnyLaneReaches(member, firstDescendants))
            {
                weight += _roster.WeightOf(new MemberIndex(member));
            }
        }

        return weight;
    }

    private bool AnyLaneReaches(int member, ReadOnlySpan<ushort> firstDescendants)
    {
        foreach (int lane in _branches.LanesOf(member)!)
        {
            if (_reached[lane] >= firstDescendants[lane])
            {
                return true;
            }
        }

        return false;
    }
}
