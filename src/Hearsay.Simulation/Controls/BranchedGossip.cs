using System.Buffers.Binary;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Random gossip of four members, the last of which branches without end, and the orders that each of the others gets
/// from what it has heard. Gossip is sparse, one or two parents an event, so that votes are contested.
/// </summary>
internal sealed class BranchedGossip
{
    private const int Members = 4;
    private const int Brancher = Members - 1;
    private const int TipsMax = 5;
    private const int Events = 260;
    private const int BranchPpm = 150_000;
    private const int TwoParentsPpm = 300_000;

    private readonly Dice _dice;
    private readonly List<Step> _steps = [];
    private readonly List<int>[] _tips = [[], [], [], []];

    /// <summary>Draws the gossip of a seed.</summary>
    public BranchedGossip(ulong seed)
    {
        _dice = new Dice(seed, "branched gossip");
        for (int member = 0; member < Members; member++)
        {
            Add(member, -1, []);
        }

        while (_steps.Count < Events)
        {
            AddRandom();
        }
    }

    /// <summary>
    /// The first round that two honest members decide differently, each from what its last event has as ancestors; 0
    /// when they agree.
    /// </summary>
    public int FirstDisagreement(EventGraphOptions options)
    {
        List<ulong>[] orders = [.. Enumerable.Range(0, Brancher).Select(member => OrderOf(_tips[member][0], options))];
        for (int round = 0; round < orders.Max(order => order.Count); round++)
        {
            if (orders.Where(order => order.Count > round).Select(order => order[round]).Distinct().Count() > 1)
            {
                return round + 1;
            }
        }

        return 0;
    }

    private void AddRandom()
    {
        int creator = _dice.Below(Members);
        int self = _dice.Pick(_tips[creator]);
        bool mayBranch = creator == Brancher && _tips[creator].Count < TipsMax && _steps[self].SelfParent >= 0;
        if (mayBranch && _dice.Chance(BranchPpm))
        {
            self = _steps[self].SelfParent;
        }

        int count = _dice.Chance(TwoParentsPpm) ? 2 : 1;
        int[] others = [.. Enumerable.Range(0, Members).Where(member => member != creator)];
        _dice.Shuffle(others.AsSpan());
        Add(creator, self, [.. others.Take(count).Select(member => _dice.Pick(_tips[member]))]);
    }

    private void Add(int creator, int self, int[] otherParents)
    {
        Span<byte> bytes = stackalloc byte[EventHash.Bytes];
        for (int at = 0; at < bytes.Length; at += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], _dice.Next());
        }

        int sequence = self < 0 ? 0 : _steps[self].Sequence + 1;
        _steps.Add(new Step(creator, sequence, self, otherParents, EventHash.Read(bytes)));
        _tips[creator].Remove(self);
        _tips[creator].Add(_steps.Count - 1);
    }

    /// <summary>One number per decided round, from the ancestors of an event.</summary>
    private List<ulong> OrderOf(int tip, EventGraphOptions options)
    {
        bool[] isHeard = AncestorsOf(tip);
        EventGraph graph = new(Roster.OfEqualMembers(Members), options);
        EventHandle[] handles = new EventHandle[_steps.Count];
        OrderedRound round = new();
        List<ulong> rounds = [];
        for (int i = 0; i < _steps.Count; i++)
        {
            if (!isHeard[i])
            {
                continue;
            }

            Insert(graph, i, handles);
            while (graph.TryTakeRound(round))
            {
                rounds.Add(NumberOf(round));
            }
        }

        return rounds;
    }

    private void Insert(EventGraph graph, int index, EventHandle[] handles)
    {
        Step step = _steps[index];
        NewEvent next = new()
        {
            Hash = step.Hash,
            Creator = new MemberIndex(step.Creator),
            Sequence = new Sequence(step.Sequence),
            SelfParent = step.SelfParent < 0 ? EventHandle.None : handles[step.SelfParent],
            CreatedAt = new Micros(1 + index),
        };
        OtherParent[] parents = [.. step.OtherParents.Select(parent => new OtherParent(handles[parent], default))];
        graph.TryInsert(next, parents, out handles[index]);
    }

    private bool[] AncestorsOf(int tip)
    {
        bool[] isAncestor = new bool[_steps.Count];
        isAncestor[tip] = true;
        for (int i = tip; i >= 0; i--)
        {
            foreach (int parent in isAncestor[i] ? _steps[i].Parents : [])
            {
                isAncestor[parent] = true;
            }
        }

        return isAncestor;
    }

    private static ulong NumberOf(OrderedRound round)
    {
        ulong number = (ulong)round.Round.Number;
        foreach (ref readonly EventHash judge in round.Judges)
        {
            number = unchecked((number ^ judge.Prefix) * 0x9E3779B97F4A7C15);
        }

        foreach (ref readonly OrderedEvent next in round.Events)
        {
            number = unchecked((number ^ next.Hash.Prefix) * 0x9E3779B97F4A7C15);
        }

        return number;
    }

    private sealed record Step(int Creator, int Sequence, int SelfParent, int[] OtherParents, EventHash Hash)
    {
        public IEnumerable<int> Parents => SelfParent < 0 ? OtherParents : [SelfParent, .. OtherParents];
    }
}
