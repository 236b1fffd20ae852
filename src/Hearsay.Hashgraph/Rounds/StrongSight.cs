using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Hashgraph;

/// <summary>
/// Finds which witnesses of a round an event strongly sees by itself: those for which a supermajority of creators has
/// an event that the event sees and that sees the witness. With places relative to the round that is, for each witness,
/// one comparison of two 16-bit rows (lachesis-base does it with 32 bits per place), a mask, and a popcount.
///
/// Members that branched are empty in these rows and counted one by one: their weight counts when the event sees no
/// branch of theirs and the chain that it has of them sees the witness.
/// </summary>
internal sealed class StrongSight
{
    private readonly GraphStores _stores;
    private readonly Roster _roster;
    private readonly MemberWeights _weights;
    private readonly BranchedMembers _branched;
    private readonly ushort[] _reached;
    private readonly int _words;
    private readonly int _entries;

    public StrongSight(GraphStores stores)
    {
        _stores = stores;
        _roster = stores.Roster;
        _weights = stores.Weights;
        _branched = stores.Branched;
        _words = stores.Rows.Words;
        _entries = stores.Rows.Entries;
        _reached = new ushort[64 * stores.Rows.Words];
    }

    /// <summary>
    /// Completes <paramref name="seen"/>, members whose witness is known to be strongly seen, by all others of the
    /// round.
    /// </summary>
    public void Complete(WitnessRound round, int row, Span<ulong> seen)
    {
        ReadOnlySpan<int> lastAncestors = _stores.Rows.LastAncestors(row);
        bool isPrepared = false;
        for (int word = 0; word < seen.Length; word++)
        {
            for (ulong open = round.Present[word] & ~seen[word]; open != 0; open &= open - 1)
            {
                int member = (word << 6) + BitOperations.TrailingZeroCount(open);
                if (!MaySee(round, lastAncestors, member))
                {
                    continue;
                }

                if (!isPrepared)
                {
                    Reach(round, lastAncestors);
                    isPrepared = true;
                }

                Target witness = new(member, round.WitnessSequence[member], EventHandle.None);
                if (IsStronglySeen(row, round.FirstDescendants(member), witness))
                {
                    seen[word] |= 1UL << (member & 63);
                    round.Held[word] |= 1UL << (member & 63);
                }
            }
        }

        if (round.Sides.Seen.Count > 0)
        {
            Reach(round, lastAncestors);
            CompleteSides(round, row, seen);
        }
    }

    /// <summary>
    /// An upper bound for the weight of what <see cref="Complete"/> can find: known ones and possible ones.
    /// </summary>
    public bool CanReachSupermajority(WitnessRound round, int row, ReadOnlySpan<ulong> seen)
    {
        ReadOnlySpan<int> lastAncestors = _stores.Rows.LastAncestors(row);
        long weight = _branched.ActiveWeight;
        for (int word = 0; word < seen.Length; word++)
        {
            ulong possible = 0;
            for (ulong open = round.Present[word]; open != 0; open &= open - 1)
            {
                int bit = BitOperations.TrailingZeroCount(open);
                bool isPossible = (seen[word] >> bit & 1) != 0 || MaySee(round, lastAncestors, (word << 6) + bit);
                possible |= isPossible ? 1UL << bit : 0;
            }

            weight += _weights.OfWord(possible, word);
        }

        return _roster.IsSupermajority(weight);
    }

    private bool MaySee(WitnessRound round, ReadOnlySpan<int> lastAncestors, int member) =>
        lastAncestors[member] >= round.WitnessSequence[member]
        && _roster.IsSupermajority(round.SeenByWeight[member] + _branched.ActiveWeight);

    /// <summary>
    /// The witnesses of members that branched. Of several of one member the first that turns out to be strongly seen is
    /// the only one that ever can be.
    /// </summary>
    private void CompleteSides(WitnessRound round, int row, Span<ulong> seen)
    {
        foreach (SideWitness side in round.Sides.Seen)
        {
            ulong bit = 1UL << (side.Member & 63);
            ref ulong word = ref seen[side.Member >> 6];
            SideWitness? holder = round.Sides.HolderOf(side.Member);
            if ((word & bit) != 0 || (holder is not null && holder != side)
                || !_roster.IsSupermajority(side.SeenByWeight + _branched.ActiveWeight))
            {
                continue;
            }

            Target witness = new(side.Member, side.Sequence, _stores.Events.HandleOf(side.Slot));
            if (IsStronglySeen(row, side.FirstDescendants, witness))
            {
                word |= bit;
                round.Held[side.Member >> 6] |= bit;
                if (holder is null)
                {
                    round.Sides.Hold(side);
                }
            }
        }
    }

    /// <summary>
    /// Brings the event's row to the round's own places: 0 for a member that has not reached the round.
    /// </summary>
    private void Reach(WitnessRound round, ReadOnlySpan<int> lastAncestors)
    {
        ref int last = ref MemoryMarshal.GetReference(lastAncestors);
        ref int first = ref MemoryMarshal.GetArrayDataReference(round.FirstSequence);
        ref ushort reached = ref MemoryMarshal.GetArrayDataReference(_reached);
        for (nuint i = 0; i < (nuint)_entries; i += 32)
        {
            Vector512<int> low = Vector512.LoadUnsafe(ref last, i) - Vector512.LoadUnsafe(ref first, i);
            Vector512<int> high = Vector512.LoadUnsafe(ref last, i + 16) - Vector512.LoadUnsafe(ref first, i + 16);
            low = Vector512.Max(low + Vector512<int>.One, Vector512<int>.Zero);
            high = Vector512.Max(high + Vector512<int>.One, Vector512<int>.Zero);
            Vector512.Narrow(low.AsUInt32(), high.AsUInt32()).StoreUnsafe(ref reached, i);
        }
    }

    private bool IsStronglySeen(int row, ReadOnlySpan<ushort> firstDescendants, in Target witness)
    {
        ref ushort first = ref MemoryMarshal.GetReference(firstDescendants);
        ref ushort reached = ref MemoryMarshal.GetArrayDataReference(_reached);
        long weight = 0;
        for (int word = 0; word < _words; word++)
        {
            nuint i = (nuint)word << 6;
            ulong low = AtLeast(ref reached, ref first, i);
            ulong high = AtLeast(ref reached, ref first, i + 32);
            weight += _weights.OfWord(low | high << 32, word);
        }

        return _roster.IsSupermajority(weight)
            || (_roster.IsSupermajority(weight + _branched.ActiveWeight)
                && _roster.IsSupermajority(weight + WeightOfBranched(row, witness)));
    }

    private static ulong AtLeast(ref ushort reached, ref ushort first, nuint i) =>
        Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref reached, i), Vector512.LoadUnsafe(ref first, i))
            .ExtractMostSignificantBits();

    private long WeightOfBranched(int row, in Target witness)
    {
        long weight = 0;
        foreach (int place in _branched.ActivePlaces)
        {
            Tip tip = _stores.Rows.Tips(row)[place];
            if (!tip.IsBranched && ChainSees(tip, witness))
            {
                weight += _roster.WeightOf(new MemberIndex(_branched.MemberAt(place)));
            }
        }

        return weight;
    }

    /// <summary>
    /// True when some event of the chain that ends here sees the witness. The last one does when the witness's member
    /// did not branch; else that which the last one before a branch came into sight had by the member tells.
    /// </summary>
    private bool ChainSees(Tip chain, in Target witness)
    {
        if (!_stores.Events.IsCurrent(chain.Event) || _stores.Events[chain.Event.Slot].Row < 0)
        {
            // Released: no witness that still matters is below it.
            return false;
        }

        int row = _stores.Events[chain.Event.Slot].Row;
        if (!_branched.IsActive(witness.Member))
        {
            return _stores.Rows.LastAncestors(row)[witness.Member] >= witness.Sequence;
        }

        Tip had = _stores.Rows.Tips(row)[_branched.PlaceOf(witness.Member)];
        return had.Event.IsSome
            && _stores.SelfChains.IsSelfAncestor(new Tip(witness.Event, witness.Sequence), had);
    }

    /// <summary>A witness to be seen; its event matters for members that branched only.</summary>
    private readonly record struct Target(int Member, int Sequence, EventHandle Event);
}
