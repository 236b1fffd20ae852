using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Hashgraph;

/// <summary>
/// The elections of the witnesses' fame (SWIRLDS-TR-2016-01, section 5, "decideFame"), held as witnesses arrive: a new
/// witness casts its vote on every open witness of the rounds before. A vote is one bit, a tally an AND and a popcount.
///
/// A witness that nobody of the next round sees starts with no votes at all, which is what the bits say; so one that
/// arrives late needs no votes to be entered afterwards.
/// </summary>
internal sealed class FameElection
{
    private const int CoinEvery = 10;

    private readonly Roster _roster;
    private readonly LaneTable _lanes;
    private readonly BranchSight _branches;
    private readonly LaneWeights _weights;
    private readonly RoundWindow _rounds;
    private readonly ICoin? _coin;

    /// <param name="coin">Null: coin rounds keep the vote, see <see cref="BrokenRules"/>.</param>
    public FameElection(
        Roster roster, LaneTable lanes, BranchSight branches, LaneWeights weights, RoundWindow rounds, ICoin? coin)
    {
        _roster = roster;
        _lanes = lanes;
        _branches = branches;
        _weights = weights;
        _rounds = rounds;
        _coin = coin;
    }

    /// <summary>
    /// Told of every tally when set. Then also witnesses whose fame is known go on being voted on until their round is
    /// dropped, which changes no outcome but costs time.
    /// </summary>
    public IElectionObserver? Observer { get; set; }

    /// <summary>Opens the election of the witness of a lane, unless its outcome is known.</summary>
    /// <remarks>
    /// A witness of round r+2 collects votes that were cast before this one arrived: a supermajority of no.
    /// </remarks>
    public void Open(WitnessRound round, int lane)
    {
        if (_rounds.Last < round.Number + 2)
        {
            round.Undecided[lane >> 6] |= 1UL << (lane & 63);
        }
    }

    /// <summary>Casts the votes of the witness of <paramref name="lane"/> in <paramref name="voting"/>.</summary>
    /// <param name="lastAncestors">The witness's row.</param>
    /// <param name="openFrom">The first round whose fame is open.</param>
    public void Vote(WitnessRound voting, int lane, EventHash hash, ReadOnlySpan<int> lastAncestors, int openFrom)
    {
        for (int number = openFrom; number < voting.Number; number++)
        {
            WitnessRound round = _rounds[number];
            if (voting.Number - number == 1)
            {
                VoteBySight(round, voting.Number, lane, lastAncestors);
            }
            else
            {
                VoteByTally(round, voting, lane, hash);
            }
        }
    }

    private void VoteBySight(WitnessRound round, int votingRound, int lane, ReadOnlySpan<int> lastAncestors)
    {
        ref int last = ref MemoryMarshal.GetReference(lastAncestors);
        ref int witness = ref MemoryMarshal.GetArrayDataReference(round.WitnessSequence);
        ulong[] elections = ElectionsOf(round);
        int width = VectorWidth.Ints(_lanes.Count);
        for (nuint i = 0; i < (nuint)width; i += 16)
        {
            ulong seen = Vector512.GreaterThanOrEqual(
                Vector512.LoadUnsafe(ref last, i), Vector512.LoadUnsafe(ref witness, i)).ExtractMostSignificantBits();
            seen &= elections[(int)i >> 6] >> ((int)i & 63);
            for (; seen != 0; seen &= seen - 1)
            {
                int candidate = (int)i + BitOperations.TrailingZeroCount(seen);
                if (_branches.Branched.Count == 0 || !_branches.Sees(lastAncestors, _lanes[candidate].Creator))
                {
                    CastYes(round, votingRound, candidate, lane);
                }
            }
        }
    }

    private void VoteByTally(WitnessRound round, WitnessRound voting, int lane, EventHash hash)
    {
        ReadOnlySpan<ulong> voters = voting.VotingSet(lane)[..VectorWidth.Words(_lanes.Count)];
        long total = _weights.Of(voters);
        bool isCoinRound = (voting.Number - round.Number) % CoinEvery == 0;
        ulong[] elections = ElectionsOf(round);
        for (int word = 0; word < elections.Length; word++)
        {
            ulong weak = 0;
            for (ulong open = elections[word]; open != 0; open &= open - 1)
            {
                int candidate = (word << 6) + BitOperations.TrailingZeroCount(open);
                long yes = _weights.OfBoth(voters, round.Yes(voting.Number - 1, candidate)[..voters.Length]);
                bool vote = 2 * yes >= total;
                bool isStrong = _roster.IsSupermajority(vote ? yes : total - yes);
                if (isStrong && !isCoinRound)
                {
                    Decide(round, candidate, vote, voting.Number);
                }

                weak |= isStrong && !isCoinRound ? 0 : open & (~open + 1);
                if (isStrong || !isCoinRound || _coin is null ? vote : _coin.Flip(hash))
                {
                    CastYes(round, voting.Number, candidate, lane);
                }
            }

            Observer?.Tallied(round.Number, word, (voting.Number, lane), weak);
        }
    }

    private ulong[] ElectionsOf(WitnessRound round) => Observer is null ? round.Undecided : round.Present;

    private static void CastYes(WitnessRound round, int votingRound, int candidate, int voter) =>
        round.Yes(votingRound, candidate)[voter >> 6] |= 1UL << (voter & 63);

    private static void Decide(WitnessRound round, int candidate, bool isFamous, int byRound)
    {
        ulong bit = 1UL << (candidate & 63);
        if ((round.Undecided[candidate >> 6] & bit) == 0)
        {
            return;
        }

        round.Undecided[candidate >> 6] &= ~bit;
        if (isFamous)
        {
            round.Famous[candidate >> 6] |= bit;
            round.DecidedByRound = Math.Max(round.DecidedByRound, byRound);
        }
    }
}
