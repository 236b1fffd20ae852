namespace Hearsay.Hashgraph;

/// <summary>
/// Lets go of the rows of received events as soon as no later event can need them.
///
/// The problem: a later event may still name a received event as parent, and then should inherit its ancestors. The
/// idea: once the fame of round r was decided by witnesses of round m or earlier, every event of round m or later has
/// all judges of r, and so everything that r received, among its ancestors: a yes vote is cast only by descendants, and
/// two supermajorities of strongly seen witnesses share one (SWIRLDS-TR-2016-01, lemmas 5.12 and 5.13; a coin is thrown
/// only between votes of which one was yes). When the last decided round has reached m, only events of round m or later
/// can still see, strongly see, vote or judge anything that is open. They have the received part whole already; for all
/// others it no longer matters. So a released parent may stand for "everything released", and the rows can go.
/// </summary>
internal sealed class RowRelease
{
    private readonly LaneTable _lanes;
    private readonly RowStore _rows;
    private readonly EventStore _events;
    private readonly Queue<(int Events, int NeededUntil)> _rounds = new();
    private int _neededUntil;

    public RowRelease(LaneTable lanes, RowStore rows, EventStore events)
    {
        _lanes = lanes;
        _rows = rows;
        _events = events;
    }

    /// <summary>Slots of received events that still have rows, oldest first.</summary>
    public Queue<int> Received { get; } = new();

    /// <summary>Notes that a round received events, and releases what the rounds up to it make needless.</summary>
    public void AfterRound(WitnessRound round, int receivedEvents)
    {
        _neededUntil = Math.Max(_neededUntil, Math.Max(round.DecidedByRound, round.Number + 1));
        _rounds.Enqueue((receivedEvents, _neededUntil));
        while (_rounds.Peek().NeededUntil <= round.Number)
        {
            Release(_rounds.Dequeue().Events);
            if (_rounds.Count == 0)
            {
                return;
            }
        }
    }

    private void Release(int count)
    {
        for (int i = 0; i < count; i++)
        {
            int slot = Received.Dequeue();
            ref EventRecord record = ref _events[slot];
            _lanes.Released[record.Lane] = Math.Max(_lanes.Released[record.Lane], record.Sequence);
            _rows.GiveBack(record.Row);
            record.Row = -1;
            _events.Release(slot);
        }
    }
}
