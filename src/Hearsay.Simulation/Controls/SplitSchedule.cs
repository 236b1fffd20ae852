using System.Buffers.Binary;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A schedule of four members' gossip that keeps an election split: in every round two witnesses vote yes and two no,
/// and none strongly sees three equal votes. Found by trial: events with one or two random parents are added round by
/// round, and taken back when the round comes out otherwise. It does not look at hashes, as a scheduler cannot foresee
/// them.
/// </summary>
internal sealed class SplitSchedule
{
    private const int Members = 4;
    private const int Quorum = 3;
    private const int TriesPerRound = 600;
    private const int EventsPerRoundMax = 30;
    private const int StepsBackMax = 60;

    private readonly Dice _dice;
    private readonly ulong _seed;
    private readonly List<Step> _steps = [];
    private readonly List<int>[] _chains = [[], [], [], []];
    private readonly List<List<int>> _witnesses = [[]];

    private SplitSchedule(ulong seed)
    {
        _seed = seed;
        _dice = new Dice(seed, "split");
        for (int member = 0; member < Members; member++)
        {
            Add(member, []);
        }
    }

    /// <summary>A schedule whose first election is still split in this round; null when the search got stuck.</summary>
    public static SplitSchedule? TryFind(ulong seed, int rounds)
    {
        SplitSchedule schedule = new(seed);
        List<int> marks = [schedule._steps.Count];
        for (int back = 0; schedule._witnesses.Count - 1 < rounds;)
        {
            if (schedule.TryAddRound())
            {
                marks.Add(schedule._steps.Count);
            }
            else if (marks.Count < 2 || ++back > StepsBackMax)
            {
                return null;
            }
            else
            {
                marks.RemoveAt(marks.Count - 1);
                schedule.TakeBackTo(marks[^1]);
            }
        }

        return schedule;
    }

    /// <summary>How many rounds a graph with these options decides when it gets the schedule's events.</summary>
    public int DecidedRounds(EventGraphOptions options)
    {
        EventGraph graph = new(Roster.OfEqualMembers(Members), options);
        OrderedRound round = new();
        List<EventHandle> handles = [];
        Dice hashes = new(_seed, "hashes");
        Span<byte> bytes = stackalloc byte[EventHash.Bytes];
        foreach (Step step in _steps)
        {
            for (int at = 0; at < bytes.Length; at += sizeof(ulong))
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], hashes.Next());
            }

            NewEvent next = new()
            {
                Hash = EventHash.Read(bytes),
                Creator = new MemberIndex(step.Creator),
                Sequence = new Sequence(step.Last[step.Creator]),
                SelfParent = step.SelfParent < 0 ? EventHandle.None : handles[step.SelfParent],
                CreatedAt = new Micros(1 + handles.Count),
            };
            OtherParent[] parents = [.. step.OtherParents.Select(parent => new OtherParent(handles[parent], default))];
            graph.TryInsert(next, parents, out EventHandle handle);
            handles.Add(handle);
            while (graph.TryTakeRound(round))
            {
            }
        }

        return graph.LastDecidedRound.Number;
    }

    private bool TryAddRound()
    {
        int start = _steps.Count;
        int round = _witnesses.Count;
        for (int attempt = 0; attempt < TriesPerRound; attempt++)
        {
            for (int added = 0; added < EventsPerRoundMax && !IsSpoilt(round); added++)
            {
                AddRandom();
                if (_witnesses.Count > round && _witnesses[round].Count == Members && !IsSpoilt(round))
                {
                    return true;
                }
            }

            TakeBackTo(start);
        }

        return false;
    }

    /// <summary>
    /// True when the witnesses of the round decide, are not two against two, or the next round begins.
    /// </summary>
    private bool IsSpoilt(int round)
    {
        if (_witnesses.Count <= round)
        {
            return false;
        }

        IEnumerable<Step> voters = _witnesses[round].Select(witness => _steps[witness]);
        return _witnesses.Count > round + 1
            || voters.Any(voter => voter.Decides)
            || voters.Count(voter => voter.Vote) > Members / 2
            || voters.Count(voter => !voter.Vote) > Members / 2;
    }

    private void AddRandom()
    {
        int creator = _dice.Below(Members);
        int count = _dice.Chance(700_000) ? 1 : 2;
        int[] others = [.. Enumerable.Range(0, Members).Where(member => member != creator)];
        _dice.Shuffle(others.AsSpan());
        Add(creator, [.. others.Take(count).Select(member => _chains[member][^1])]);
    }

    private void Add(int creator, int[] otherParents)
    {
        int self = _chains[creator].Count == 0 ? -1 : _chains[creator][^1];
        int[] last = [-1, -1, -1, -1];
        int round = 0;
        foreach (int parent in self < 0 ? otherParents : [self, .. otherParents])
        {
            round = Math.Max(round, _steps[parent].Round);
            for (int member = 0; member < Members; member++)
            {
                last[member] = Math.Max(last[member], _steps[parent].Last[member]);
            }
        }

        last[creator]++;
        Step step = new(creator, self, otherParents, last) { Round = round };
        bool advances = round == 0 || StronglySeen(step, round).Length >= Quorum;
        step.Round += advances ? 1 : 0;
        step.Voters = StronglySeen(step, step.Round - 1);
        step.IsWitness = self < 0 || step.Round > _steps[self].Round;
        _steps.Add(step);
        _chains[creator].Add(_steps.Count - 1);
        if (step.IsWitness)
        {
            Enter(step, _steps.Count - 1);
        }
    }

    private void Enter(Step step, int index)
    {
        if (_witnesses.Count == step.Round)
        {
            _witnesses.Add([]);
        }

        if (step.Round == 2)
        {
            step.Vote = step.Last[0] >= 0;
        }
        else if (step.Round > 2)
        {
            int yes = step.Voters.Count(voter => _steps[voter].Vote);
            step.Vote = 2 * yes >= step.Voters.Length;
            step.Decides = Math.Max(yes, step.Voters.Length - yes) >= Quorum;
        }
        else
        {
            // A vote is cast from the second round on; the first only stands for election.
            step.Vote = index % 2 == 0;
        }

        _witnesses[step.Round].Add(index);
    }

    private int[] StronglySeen(Step from, int round) =>
        [.. _witnesses[round].Where(witness => StronglySees(from, witness))];

    private bool StronglySees(Step from, int witness)
    {
        Step target = _steps[witness];
        int sequence = target.Last[target.Creator];
        int through = 0;
        for (int member = 0; member < Members; member++)
        {
            int last = member == from.Creator ? from.Last[target.Creator]
                : from.Last[member] < 0 ? -1
                : _steps[_chains[member][from.Last[member]]].Last[target.Creator];
            through += last >= sequence ? 1 : 0;
        }

        return through >= Quorum;
    }

    private void TakeBackTo(int count)
    {
        while (_steps.Count > count)
        {
            Step step = _steps[^1];
            if (step.IsWitness)
            {
                _witnesses[step.Round].Remove(_steps.Count - 1);
            }

            _steps.RemoveAt(_steps.Count - 1);
            _chains[step.Creator].RemoveAt(_chains[step.Creator].Count - 1);
        }

        while (_witnesses.Count > 2 && _witnesses[^1].Count == 0)
        {
            _witnesses.RemoveAt(_witnesses.Count - 1);
        }
    }

    /// <summary>
    /// An event: its parents by their place in the schedule, and the highest sequence of each member below it.
    /// </summary>
    private sealed class Step(int creator, int selfParent, int[] otherParents, int[] last)
    {
        public int Creator => creator;

        public int SelfParent => selfParent;

        public int[] OtherParents => otherParents;

        public int[] Last => last;

        public int Round { get; set; }

        /// <summary>The witnesses of the round before whose votes it collects.</summary>
        public int[] Voters { get; set; } = [];

        public bool IsWitness { get; set; }

        public bool Vote { get; set; }

        /// <summary>True when a supermajority of the votes that it collects agree.</summary>
        public bool Decides { get; set; }
    }
}
