using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Hashgraph;

/// <summary>
/// The elections of the witnesses' fame (SWIRLDS-TR-2016-01, section 5, "decideFame"; Crary, Vote.v and Decision.v),
/// held as witnesses arrive: a new witness casts its vote on every open witness of the rounds before. A vote is one
/// bit, a tally an AND and a popcount.
///
/// A witness that nobody of the next round sees starts with no votes at all, which is what the bits say; so one that
/// arrives late needs no votes to be entered afterwards.
///
/// Whoever decides decides alike, as long as less than a third of the weight branches. So every decision is compared
/// with that of a second voter, where there is one: a graph that would decide both ways stops.
/// </summary>
internal sealed class FameElection
{
    private const int CoinEvery = 10;
    private const string DecidedBothWays =
        "a second voter decides as the first, as long as less than a third of the weight branches";

    private readonly GraphStores _stores;
    private readonly Roster _roster;
    private readonly MemberWeights _weights;
    private readonly RoundWindow _rounds;
    private readonly ICoin? _coin;
    private readonly List<SideWitness> _confirmed = [];

    /// <param name="stores">The graph.</param>
    /// <param name="rounds">Its rounds.</param>
    /// <param name="coin">Null: coin rounds keep the vote, see <see cref="BrokenRules"/>.</param>
    public FameElection(GraphStores stores, RoundWindow rounds, ICoin? coin)
    {
        _stores = stores;
        _roster = stores.Roster;
        _weights = stores.Weights;
        _rounds = rounds;
        _coin = coin;
    }

    /// <summary>
    /// Told of every tally when set. Then also witnesses whose fame is known go on being voted on until their round is
    /// dropped, which changes no outcome but costs time.
    /// </summary>
    public IElectionObserver? Observer { get; set; }

    /// <summary>True when a new witness of a round can still be famous.</summary>
    /// <remarks>
    /// A witness of round r+2 collects votes that were cast before this one arrived: a supermajority of no.
    /// </remarks>
    public bool IsOpenFor(WitnessRound round) => _rounds.Last < round.Number + 2;

    /// <summary>Has a witness vote on what is open of the rounds before its own.</summary>
    /// <param name="voter">The witness.</param>
    /// <param name="openFrom">The first round whose fame is open.</param>
    public void Vote(in Voter voter, int openFrom)
    {
        long total = _weights.Of(voter.Electors);
        Invariant.Check(
            voter.Round == 1 || _roster.IsSupermajority(total), "a witness collects votes of a supermajority");
        for (int number = Math.Max(openFrom, _rounds.First); number < voter.Round; number++)
        {
            WitnessRound round = _rounds[number];
            if (voter.Round - number > 1)
            {
                VoteByTally(round, voter, total);
            }
            else if (voter.Casts)
            {
                VoteBySight(round, voter);
            }

            if (round.Sides.Unconfirmed.Count > 0)
            {
                VoteOnSides(round, voter, total);
            }
        }
    }

    private void VoteBySight(WitnessRound round, in Voter voter)
    {
        ReadOnlySpan<int> lastAncestors = _stores.Rows.LastAncestors(voter.Row);
        ref int last = ref MemoryMarshal.GetReference(lastAncestors);
        ref int witness = ref MemoryMarshal.GetArrayDataReference(round.WitnessSequence);
        ulong[] elections = ElectionsOf(round);
        for (nuint i = 0; i < (nuint)lastAncestors.Length; i += 16)
        {
            ulong seen = Vector512.GreaterThanOrEqual(
                Vector512.LoadUnsafe(ref last, i), Vector512.LoadUnsafe(ref witness, i)).ExtractMostSignificantBits();
            seen &= elections[(int)i >> 6] >> ((int)i & 63);
            for (; seen != 0; seen &= seen - 1)
            {
                CastYes(round, voter, (int)i + BitOperations.TrailingZeroCount(seen));
            }
        }
    }

    private void VoteOnSides(WitnessRound round, in Voter voter, long total)
    {
        if (voter.Round - round.Number > 1)
        {
            VoteByTallyOnSides(round, voter, total);
        }
        else if (voter.Casts)
        {
            VoteBySightOnSides(round, voter);
        }
    }

    private void VoteBySightOnSides(WitnessRound round, in Voter voter)
    {
        foreach (SideWitness candidate in round.Sides.Unconfirmed)
        {
            Tip tip = _stores.Rows.Tips(voter.Row)[_stores.Branched.PlaceOf(candidate.Member)];
            Tip seen = new(_stores.Events.HandleOf(candidate.Slot), candidate.Sequence);
            if (!tip.IsBranched && tip.Event.IsSome && _stores.SelfChains.IsSelfAncestor(seen, tip))
            {
                candidate.CastYes(distance: 1, voter.Member);
            }
        }
    }

    private void VoteByTally(WitnessRound round, in Voter voter, long total)
    {
        bool isCoinRound = (voter.Round - round.Number) % CoinEvery == 0;
        ulong[] elections = ElectionsOf(round);
        for (int word = 0; word < elections.Length; word++)
        {
            ulong weak = 0;
            for (ulong open = elections[word]; open != 0; open &= open - 1)
            {
                int candidate = (word << 6) + BitOperations.TrailingZeroCount(open);
                long yes = _weights.OfBoth(voter.Electors, round.Yes(voter.Round - 1, candidate));
                (bool vote, bool isStrong) = Tally(voter, yes, total, isCoinRound);
                if (isStrong && !isCoinRound)
                {
                    Decide(round, candidate, vote, voter.Round);
                }

                weak |= isStrong && !isCoinRound ? 0 : open & (~open + 1);
                if (vote && voter.Casts)
                {
                    CastYes(round, voter, candidate);
                }
            }

            Observer?.Tallied(round.Number, word, (voter.Round, voter.Member), weak);
        }
    }

    private void VoteByTallyOnSides(WitnessRound round, in Voter voter, long total)
    {
        int distance = voter.Round - round.Number;
        bool isCoinRound = distance % CoinEvery == 0;
        foreach (SideWitness candidate in round.Sides.Unconfirmed)
        {
            ReadOnlySpan<ulong> votes = candidate.Yes(distance - 1);
            long yes = votes.IsEmpty ? 0 : _weights.OfBoth(voter.Electors, votes);
            (bool vote, bool isStrong) = Tally(voter, yes, total, isCoinRound);
            if (isStrong && !isCoinRound)
            {
                Decide(round, candidate, vote, voter.Round);
            }

            if (vote && voter.Casts)
            {
                candidate.CastYes(distance, voter.Member);
            }
        }

        if (_confirmed.Count > 0)
        {
            round.Sides.Unconfirmed.RemoveAll(_confirmed.Contains);
            _confirmed.Clear();
        }
    }

    /// <summary>The vote of a witness by those that it collects, and whether they are a supermajority.</summary>
    private (bool Vote, bool IsStrong) Tally(in Voter voter, long yes, long total, bool isCoinRound)
    {
        bool vote = 2 * yes >= total;
        bool isStrong = _roster.IsSupermajority(vote ? yes : total - yes);
        bool isFlipped = isCoinRound && !isStrong && _coin is not null;
        return (isFlipped ? _coin!.Flip(voter.Hash) : vote, isStrong);
    }

    private ulong[] ElectionsOf(WitnessRound round) => Observer is null ? round.Unconfirmed : round.Present;

    private static void CastYes(WitnessRound round, in Voter voter, int candidate) =>
        round.Yes(voter.Round, candidate)[voter.Member >> 6] |= 1UL << (voter.Member & 63);

    private static void Decide(WitnessRound round, int candidate, bool isFamous, int byRound)
    {
        int word = candidate >> 6;
        ulong bit = 1UL << (candidate & 63);
        if ((round.Undecided[word] & bit) == 0)
        {
            Invariant.Check(((round.Famous[word] & bit) != 0) == isFamous, DecidedBothWays);
            round.Unconfirmed[word] &= ~bit;
            return;
        }

        round.Undecided[word] &= ~bit;
        if (isFamous)
        {
            round.Famous[word] |= bit;
            round.DecidedByRound = Math.Max(round.DecidedByRound, byRound);
        }
    }

    private void Decide(WitnessRound round, SideWitness candidate, bool isFamous, int byRound)
    {
        if (candidate.Verdict != Verdict.Open)
        {
            Invariant.Check((candidate.Verdict == Verdict.Famous) == isFamous, DecidedBothWays);
            _confirmed.Add(candidate);
            return;
        }

        round.Sides.Decide(candidate, isFamous ? Verdict.Famous : Verdict.NotFamous);
        if (isFamous)
        {
            round.DecidedByRound = Math.Max(round.DecidedByRound, byRound);
        }
    }
}
