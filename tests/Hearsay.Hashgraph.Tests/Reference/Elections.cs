namespace Hearsay.Hashgraph.Tests;

/// <summary>What the witnesses of later rounds say about a witness.</summary>
public enum Fame
{
    Undecided,
    Famous,
    NotFamous,
}

/// <summary>The elections of all witnesses: votes, decisions, and what was met on the way.</summary>
public sealed class Elections
{
    /// <summary>Every tenth round of an election is a coin round.</summary>
    public const int CoinPeriod = 10;

    // How many rounds after a decision further deciding witnesses are compared with it.
    private const int RoundsComparedAfterDecision = 12;

    private readonly TestGraph _graph;
    private readonly Ancestry _ancestry;
    private readonly RoundsCreated _rounds;
    private readonly ICoin _coin;
    private readonly Dictionary<(TestEvent Voter, TestEvent Candidate), bool> _votes = [];
    private readonly HashSet<(TestEvent Voter, TestEvent Candidate)> _deciding = [];
    private readonly Dictionary<TestEvent, Fame> _fame = [];
    private readonly Dictionary<TestEvent, int> _decidedBy = [];

    public Elections(TestGraph graph, Ancestry ancestry, RoundsCreated rounds, ICoin coin)
    {
        _graph = graph;
        _ancestry = ancestry;
        _rounds = rounds;
        _coin = coin;
        for (int round = 1; round <= rounds.Highest; round++)
        {
            foreach (TestEvent candidate in rounds.WitnessesOf(round))
            {
                _fame[candidate] = Decide(candidate, round);
            }
        }
    }

    /// <summary>Votes that a coin decided, in elections still open in their coin round.</summary>
    public int CoinFlips { get; private set; }

    /// <summary>Votes with a supermajority in the coin round of an open election: they decide nothing.</summary>
    public int StrongCoinVotes { get; private set; }

    /// <summary>Decisions against an earlier one: none while branching members have less than a third.</summary>
    public int Contradictions { get; private set; }

    /// <summary>The longest election, in rounds from the candidate's to the deciding witness's.</summary>
    public int LongestElection { get; private set; }

    public Fame FameOf(TestEvent witness) => _fame[witness];

    /// <summary>The first round of which a witness decides this one.</summary>
    public int DecidedByRound(TestEvent witness) => _decidedBy[witness];

    public bool VoteOf(TestEvent voter, TestEvent candidate) => _votes[(voter, candidate)];

    /// <summary>True when the votes that a witness collects decide this one.</summary>
    public bool Decides(TestEvent voter, TestEvent candidate) => _deciding.Contains((voter, candidate));

    /// <summary>
    /// A round is decided when every earlier one is, a witness two rounds up or later exists, and all its witnesses are
    /// decided.
    /// </summary>
    public int LastDecidedRound()
    {
        int round = 0;
        while (round + 3 <= _rounds.Highest
            && _rounds.WitnessesOf(round + 1).All(witness => _fame[witness] != Fame.Undecided))
        {
            round++;
        }

        return round;
    }

    /// <summary>For each creator with a famous witness in the round the one with the least hash.</summary>
    public IReadOnlyList<TestEvent> CandidatesOf(int round) => _rounds.WitnessesOf(round)
        .Where(witness => _fame[witness] == Fame.Famous)
        .GroupBy(witness => witness.Creator)
        .Select(ofOneCreator => ofOneCreator.MinBy(witness => witness.Hash)!)
        .ToList();

    private Fame Decide(TestEvent candidate, int candidateRound)
    {
        Fame fame = Fame.Undecided;
        int last = _rounds.Highest;
        for (int round = candidateRound + 1; round <= last; round++)
        {
            foreach (TestEvent voter in _rounds.WitnessesOf(round))
            {
                Fame verdict = Vote(voter, candidate, round - candidateRound, fame == Fame.Undecided);
                if (verdict != Fame.Undecided && fame == Fame.Undecided)
                {
                    fame = verdict;
                    _decidedBy[candidate] = round;
                    last = Math.Min(last, round + RoundsComparedAfterDecision);
                    LongestElection = Math.Max(LongestElection, round - candidateRound);
                }

                Contradictions += verdict != Fame.Undecided && verdict != fame ? 1 : 0;
            }
        }

        return fame;
    }

    // Enters the vote; says what the voter decides, if it does.
    private Fame Vote(TestEvent voter, TestEvent candidate, int distance, bool isOpen)
    {
        if (distance == 1)
        {
            _votes[(voter, candidate)] = _ancestry.Sees(voter, candidate);
            return Fame.Undecided;
        }

        long yes = WeightOfVoters(voter, candidate, true);
        long no = WeightOfVoters(voter, candidate, false);
        bool majority = yes >= no;
        bool isSupermajority = _graph.Roster.IsSupermajority(Math.Max(yes, no));
        bool isCoinRound = distance % CoinPeriod == 0;
        bool isFlipped = isCoinRound && !isSupermajority;
        CoinFlips += isOpen && isFlipped ? 1 : 0;
        StrongCoinVotes += isOpen && isCoinRound && isSupermajority ? 1 : 0;
        _votes[(voter, candidate)] = isFlipped ? _coin.Flip(voter.Hash) : majority;
        if (isCoinRound || !isSupermajority)
        {
            return Fame.Undecided;
        }

        _deciding.Add((voter, candidate));
        return majority ? Fame.Famous : Fame.NotFamous;
    }

    private long WeightOfVoters(TestEvent collector, TestEvent candidate, bool vote) => _rounds
        .StronglySeenBy(collector)
        .Where(voter => _votes[(voter, candidate)] == vote)
        .Sum(voter => (long)_graph.Weights[voter.Creator]);
}
