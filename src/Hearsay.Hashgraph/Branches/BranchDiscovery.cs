using System.Numerics;

namespace Hearsay.Hashgraph;

/// <summary>
/// Moves a member that is found to have branched out of the arrays, which have one place per member, into the
/// structures that know its chains apart: its column of all rows into tips, its witnesses into elections of their own.
/// From then on its column is empty for every vector loop. Once per member; the other way never.
/// </summary>
internal sealed class BranchDiscovery(GraphStores stores, RoundWindow rounds)
{
    /// <summary>The member's first branch is about to come.</summary>
    public void Move(int member)
    {
        int weight = stores.Roster.WeightOf(new MemberIndex(member));
        int place = stores.Branched.Add(member, weight, stores.Chains[member].Released);
        stores.Rows.WidenTips(stores.Branched.Places);
        for (int row = 0; row < stores.Rows.Count; row++)
        {
            if (stores.Rows.SlotOf(row) >= 0)
            {
                MoveColumn(row, member, place);
            }
        }

        stores.Chains.Abandon(member);
        for (int number = rounds.First; number <= rounds.Last; number++)
        {
            MoveWitness(rounds[number], member, weight);
        }
    }

    private void MoveColumn(int row, int member, int place)
    {
        ref int sequence = ref stores.Rows.LastAncestors(row)[member];
        ref MemberChain chain = ref stores.Chains[member];
        stores.Rows.Tips(row)[place] =
            sequence > chain.Released.Sequence ? stores.SelfChains.TipOf(SlotOf(member, sequence))
            : sequence < 0 ? Tip.None
            : chain.Released;
        sequence = -1;
    }

    private int SlotOf(int member, int sequence)
    {
        int slot = stores.Rows.SlotOf(stores.Chains.RowOf(member, sequence));
        Invariant.Check(
            stores.Events[slot].Creator == member && stores.Events[slot].Sequence == sequence,
            "the row found is that of the event meant");
        return slot;
    }

    private void MoveWitness(WitnessRound round, int member, int weight)
    {
        foreach (SideWitness other in round.Sides.Seen)
        {
            other.Unsee(member, weight);
        }

        bool isHeld = (round.Held[member >> 6] >> (member & 63) & 1) != 0;
        if (round.WitnessSequence[member] != WitnessRound.None)
        {
            SideWitness witness = TakeOut(round, member);
            if (isHeld)
            {
                round.Sides.TakeOverHeld(witness);
            }
            else
            {
                TakeVotesBack(round.Number, member);
            }
        }

        round.Abandon(member, weight);
    }

    private SideWitness TakeOut(WitnessRound round, int member)
    {
        int slot = round.WitnessSlot[member];
        SideWitness witness = new(member, slot, stores.Events[slot].Sequence, round.VotingSet(member));
        Span<ushort> firstDescendants = round.FirstDescendants(member);
        bool seesItself = firstDescendants[member] != WitnessRound.Never;
        firstDescendants[member] = WitnessRound.Never;
        int weight = stores.Roster.WeightOf(new MemberIndex(member));
        witness.TakeOver(firstDescendants, round.SeenByWeight[member] - (seesItself ? weight : 0));
        for (int votingRound = round.Number + 1; votingRound <= rounds.Last; votingRound++)
        {
            witness.TakeOverVotes(round.Yes(votingRound, member));
        }

        Verdict verdict = Has(round.Undecided, member) ? Verdict.Open
            : Has(round.Famous, member) ? Verdict.Famous
            : Verdict.NotFamous;
        round.Sides.TakeOver(witness, verdict, Has(round.Unconfirmed, member));
        return witness;
    }

    /// <summary>
    /// Takes back the votes of a witness that nobody strongly sees: the member's bit is free for another one.
    /// </summary>
    private void TakeVotesBack(int votingRound, int member)
    {
        for (int number = rounds.First; number < votingRound; number++)
        {
            WitnessRound round = rounds[number];
            for (int word = 0; word < round.Words; word++)
            {
                for (ulong present = round.Present[word]; present != 0; present &= present - 1)
                {
                    int candidate = (word << 6) + BitOperations.TrailingZeroCount(present);
                    round.Yes(votingRound, candidate)[member >> 6] &= ~(1UL << (member & 63));
                }
            }

            foreach (SideWitness candidate in round.Sides.Unconfirmed)
            {
                candidate.TakeBack(votingRound - number, member);
            }
        }
    }

    private static bool Has(ReadOnlySpan<ulong> set, int member) => (set[member >> 6] >> (member & 63) & 1) != 0;
}
