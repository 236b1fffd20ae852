namespace Hearsay.Hashgraph;

/// <summary>Registers new witnesses in their rounds, opens their elections, and has them vote.</summary>
internal sealed class WitnessEntry(GraphStores stores, RoundWindow rounds, FameElection election)
{
    /// <summary>
    /// Registers a witness whose strongly seen sets are filled. That of a retired member is not registered, because
    /// nobody sees it: it is famous for nobody, and nobody collects its votes; but it decides like any other.
    /// </summary>
    /// <param name="slot">The witness.</param>
    /// <param name="openFrom">The first round whose fame is open.</param>
    public void Enter(int slot, int openFrom)
    {
        ref EventRecord record = ref stores.Events[slot];
        rounds.OpenUpTo(record.Round);
        WitnessRound round = rounds[record.Round];
        ReadOnlySpan<ulong> electors = stores.Rows.StronglySeenBefore(record.Row);
        bool isOpen = election.IsOpenFor(round);
        bool hasBranched = stores.Branched.HasBranched(record.Creator);
        if (!hasBranched)
        {
            round.Register(record.Creator, record.Sequence, slot, electors);
            round.See(record.Creator, record.Creator, record.Sequence, WeightOf(record.Creator));
            Open(round, record.Creator, isOpen);
        }
        else if (stores.Branched.IsActive(record.Creator))
        {
            round.Sides.Add(new SideWitness(record.Creator, slot, record.Sequence, electors), isOpen);
        }

        Vote(round, slot, electors, (openFrom, Casts: !hasBranched));
    }

    /// <summary>
    /// Casts the votes of witnesses that somebody strongly sees since the last call, of members that branched: before
    /// anybody collects them.
    /// </summary>
    public void CastVotesOfHeld(int openFrom)
    {
        for (int number = rounds.First; stores.Branched.Any && number <= rounds.Last; number++)
        {
            WitnessRound round = rounds[number];
            while (round.Sides.TryTakeNewlyHeld(out SideWitness held))
            {
                Vote(round, held.Slot, held.VotingSet, (openFrom, Casts: true));
            }
        }
    }

    private void Vote(WitnessRound round, int slot, ReadOnlySpan<ulong> electors, (int OpenFrom, bool Casts) how)
    {
        ref EventRecord record = ref stores.Events[slot];
        Voter voter = new()
        {
            Round = round.Number,
            Member = record.Creator,
            Hash = record.Hash,
            Row = record.Row,
            Electors = electors,
            Casts = how.Casts,
        };
        election.Vote(voter, how.OpenFrom);
    }

    private static void Open(WitnessRound round, int member, bool isOpen)
    {
        ulong bit = isOpen ? 1UL << (member & 63) : 0;
        round.Undecided[member >> 6] |= bit;
        round.Unconfirmed[member >> 6] |= bit;
    }

    private int WeightOf(int member) => stores.Roster.WeightOf(new MemberIndex(member));
}
