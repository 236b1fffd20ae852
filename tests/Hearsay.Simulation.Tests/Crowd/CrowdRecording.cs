using Hearsay.Hashgraph;

namespace Hearsay.Simulation.Tests;

/// <summary>
/// A run of a crowd with everything kept, and what a real graph at one of its members would have decided when.
/// </summary>
internal sealed class CrowdRecording
{
    private readonly CrowdModel _model;

    private CrowdRecording(CrowdOptions options) => _model = new CrowdModel(options);

    /// <summary>The rounds that could be asked about.</summary>
    public List<(string Judges, int[] Known)> Rounds { get; } = [];

    public static CrowdRecording Run(CrowdOptions options, long untilMicros)
    {
        CrowdRecording recording = new(options);
        OrderedRound round = new();
        while (recording._model.TryCreate(untilMicros, out long _))
        {
            while (recording._model.TryTakeRound(round))
            {
                int[] known = recording._model.Decisions.Known[..options.Members].ToArray();
                recording.Rounds.Add((string.Join(' ', round.Judges.ToArray()), known));
            }
        }

        return recording;
    }

    /// <summary>
    /// When a graph that gets each event as it arrives at the member decides each of the first rounds.
    /// </summary>
    public int[] RealDecisions(int member, int rounds)
    {
        EventGraph graph = new(_model.Graph.Roster);
        EventHandle[] handles = new EventHandle[_model.Events.Next];
        int[] decided = new int[rounds];
        OrderedRound round = new();
        Array.Fill(decided, ArrivalRows.Missing);
        foreach ((int at, long number) in Arrivals(member))
        {
            Insert(graph, number, handles);
            while (graph.TryTakeRound(round))
            {
                if (round.Round.Number <= rounds)
                {
                    string judges = string.Join(' ', round.Judges.ToArray());
                    Assert.That(judges, Is.EqualTo(Rounds[round.Round.Number - 1].Judges));
                    decided[round.Round.Number - 1] = at;
                }
            }
        }

        return decided;
    }

    private IEnumerable<(int At, long Number)> Arrivals(int member)
    {
        List<(int At, long Number)> arrivals = [];
        for (long number = 0; number < _model.Events.Next; number++)
        {
            int at = _model.Rows.At(_model.Events[number].Row, member);
            if (at != ArrivalRows.Missing)
            {
                arrivals.Add((at, number));
            }
        }

        return arrivals.Order();
    }

    private void Insert(EventGraph graph, long number, EventHandle[] handles)
    {
        ref CrowdEvent recorded = ref _model.Events[number];
        ReadOnlySpan<long> parents = _model.Events.ParentsOf(number);
        List<OtherParent> others = [];
        EventHandle self = EventHandle.None;
        foreach (long parent in parents)
        {
            if (_model.Events[parent].Creator == recorded.Creator)
            {
                self = handles[parent];
            }
            else
            {
                others.Add(new OtherParent(handles[parent], new Micros(1)));
            }
        }

        NewEvent newEvent = new()
        {
            Hash = recorded.Hash,
            Creator = new MemberIndex(recorded.Creator),
            Sequence = new Sequence(recorded.Sequence),
            SelfParent = self,
            CreatedAt = new Micros(recorded.CreatedAt + 1),
        };
        InsertOutcome outcome = graph.TryInsert(newEvent, others.ToArray(), out handles[number]);
        Assert.That(outcome, Is.EqualTo(InsertOutcome.Inserted));
    }
}
