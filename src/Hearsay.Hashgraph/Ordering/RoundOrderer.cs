using System.Runtime.InteropServices;

namespace Hearsay.Hashgraph;

/// <summary>
/// Turns a decided round into its part of the order: which events it receives, their timestamps, their places, and the
/// round's time (consensus.md, "Round received, timestamp, order"; SWIRLDS-TR-2016-01, section 5, "findOrder").
/// </summary>
internal sealed class RoundOrderer
{
    private readonly LaneTable _lanes;
    private readonly RowStore _rows;
    private readonly EventStore _events;
    private readonly JudgePanel _judges;
    private readonly List<Candidate> _candidates = [];
    private long _lastTimestamp = long.MinValue;
    private long _lastRoundTime;

    public RoundOrderer(LaneTable lanes, RowStore rows, EventStore events, JudgePanel judges)
    {
        _lanes = lanes;
        _rows = rows;
        _events = events;
        _judges = judges;
    }

    /// <summary>Events received so far.</summary>
    public long ReceivedEvents { get; private set; }

    /// <summary>
    /// Orders a round whose fame is decided, the next after the one before, and appends the slots of what it receives
    /// to <paramref name="received"/>.
    /// </summary>
    public void Order(WitnessRound round, OrderedRound result, Queue<int> received)
    {
        _judges.Seat(round);
        result.Round = new Round(round.Number);
        result.EventList.Clear();
        EventHash whitening = ListJudges(result);
        _candidates.Clear();
        if (_judges.Slots.Length > 0)
        {
            Collect(whitening);
            CollectionsMarshal.AsSpan(_candidates).Sort();
            Publish(result, received);
            _lastRoundTime = Math.Max(_lastRoundTime, _judges.MedianCreatedAt());
        }

        _lastRoundTime = Math.Max(_lastRoundTime, _lastTimestamp);
        result.Time = new Micros(_lastRoundTime);
    }

    private EventHash ListJudges(OrderedRound result)
    {
        EventHash whitening = default;
        result.JudgeList.Clear();
        foreach (int slot in _judges.Slots)
        {
            EventHash hash = _events[slot].Hash;
            whitening ^= hash;
            result.JudgeList.Add(hash);
        }

        result.JudgeList.Sort();
        return whitening;
    }

    private void Collect(EventHash whitening)
    {
        for (int lane = 0; lane < _lanes.Count; lane++)
        {
            int last = _judges.CommonAncestors[lane];
            for (int sequence = _lanes[lane].Received + 1; sequence <= last; sequence++)
            {
                int row = _lanes.RowOf(lane, sequence);
                int slot = _rows.SlotOf(row);
                _candidates.Add(new Candidate
                {
                    Timestamp = _judges.MedianReceivedAt(row, lane, sequence),
                    Generation = _events[slot].Generation,
                    Whitened = _events[slot].Hash ^ whitening,
                    Slot = slot,
                });
            }

            _lanes[lane].Received = Math.Max(_lanes[lane].Received, last);
        }
    }

    private void Publish(OrderedRound result, Queue<int> received)
    {
        foreach (ref readonly Candidate candidate in CollectionsMarshal.AsSpan(_candidates))
        {
            _lastTimestamp = Math.Max(candidate.Timestamp, _lastTimestamp + 1);
            ref EventRecord record = ref _events[candidate.Slot];
            result.EventList.Add(new OrderedEvent(
                record.Hash,
                new MemberIndex(_lanes[record.Lane].Creator),
                new Sequence(record.Sequence),
                new Micros(_lastTimestamp),
                record.Tag));
            received.Enqueue(candidate.Slot);
        }

        ReceivedEvents += _candidates.Count;
    }

    private struct Candidate : IComparable<Candidate>
    {
        public long Timestamp;
        public int Generation;
        public EventHash Whitened;
        public int Slot;

        public readonly int CompareTo(Candidate other)
        {
            int order = Timestamp.CompareTo(other.Timestamp);
            order = order != 0 ? order : Generation.CompareTo(other.Generation);
            return order != 0 ? order : Whitened.CompareTo(other.Whitened);
        }
    }
}
