using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Follows the contests of a session: records every event, lets honest rushers act on hearing their victim, and judges
/// each contest when both grabs are in the order.
/// </summary>
internal sealed class ContestWatch(
    Stage stage, RecordedGraph graph, IReadOnlyList<Contest> contests, Func<Contest, bool[]> judgeByHost)
    : SessionWatcher
{
    private readonly OrderedRound _round = new();
    private readonly Dictionary<EventHash, GrabEvent> _open = [];
    private readonly Dictionary<(int Contest, int Member), GrabPlace> _placed = [];

    /// <summary>Contests that were decided, in the order in which they were.</summary>
    public List<ContestOutcome> Outcomes { get; } = [];

    public override void OwnEvent(Host host, ReadOnlySpan<byte> eventBytes)
    {
        RecordedEvent added = graph.Add(eventBytes);
        foreach (GrabEvent open in _open.Values)
        {
            open.Receiving.Note(added, graph);
        }

        IReadOnlyList<int> grabs = Grab.In(eventBytes, stage.Plan.Members);
        if (grabs.Count > 0)
        {
            _open.Add(added.Hash, new GrabEvent(added, grabs, new ReceivingEvents(added, stage.Plan.Members)));
        }

        while (graph.TryTakeRound(_round))
        {
            Place();
        }
    }

    public override void AcceptedEvent(Host host, ReadOnlySpan<byte> eventBytes)
    {
        if (!host.IsHonest)
        {
            return;
        }

        int creator = EventHead.Read(eventBytes).Creator;
        foreach (int id in Grab.In(eventBytes, stage.Plan.Members))
        {
            if (contests[id] is { IsRush: true } contest
                && contest.Second == host.Member
                && contest.First.Value == creator)
            {
                stage.Agenda.After(0, () => host.Submit(Grab.Of(id)));
            }
        }
    }

    private void Place()
    {
        int[] judges = [.. _round.Judges.ToArray().Select(judge => graph.Of(judge).Creator)];
        EventHash whitening = default;
        foreach (EventHash judge in _round.Judges)
        {
            whitening ^= judge;
        }

        foreach (ref readonly OrderedEvent ordered in _round.Events)
        {
            if (!_open.Remove(ordered.Hash, out GrabEvent? grab))
            {
                continue;
            }

            GrabPlace place = new(
                _round.Round.Number,
                ordered.Timestamp.Value,
                grab.Receiving.MedianOver(judges),
                grab.Event.Generation,
                ordered.Hash ^ whitening);
            foreach (int id in grab.Contests)
            {
                _placed[(id, ordered.Creator.Value)] = place;
                Judge(contests[id]);
            }
        }
    }

    private void Judge(Contest contest)
    {
        if (_placed.TryGetValue((contest.Id, contest.First.Value), out GrabPlace first)
            && _placed.TryGetValue((contest.Id, contest.Second.Value), out GrabPlace second))
        {
            Outcomes.Add(new ContestOutcome(contest, first, second, judgeByHost(contest)));
        }
    }

    private sealed record GrabEvent(RecordedEvent Event, IReadOnlyList<int> Contests, ReceivingEvents Receiving);
}
