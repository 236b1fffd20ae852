using System.Runtime.InteropServices;

namespace Hearsay.Hashgraph;

/// <summary>
/// Turns a decided round into its part of the order: which events it receives, their timestamps, their places, and the
/// round's time (consensus.md, "Round received, timestamp, order"; SWIRLDS-TR-2016-01, section 5, "findOrder").
/// </summary>
internal sealed class RoundOrderer
{
    private readonly GraphStores _stores;
    private readonly JudgePanel _judges;
    private readonly VoidEvents _voidEvents;
    private readonly List<Candidate> _candidates = [];
    private readonly List<int> _settled = [];
    private long _lastTimestamp = long.MinValue;
    private long _lastRoundTime;
    private int _lastRound;

    public RoundOrderer(GraphStores stores)
    {
        _stores = stores;
        _judges = new JudgePanel(stores);
        _voidEvents = new VoidEvents(stores);
    }

    /// <summary>Events received so far, or passed over because their creators are convicted.</summary>
    public long SettledEvents { get; private set; }

    /// <summary>
    /// Orders a round whose fame is decided, the next after the one before. Returns the slots of what it settles,
    /// those that it received first and in order; valid until the next call.
    /// </summary>
    public ReadOnlySpan<int> Order(WitnessRound round, OrderedRound result)
    {
        Invariant.Check(round.Number == _lastRound + 1, "rounds follow each other");
        _lastRound = round.Number;
        _judges.SeatJudges(round);
        result.Round = new Round(round.Number);
        result.EventList.Clear();
        result.VoidList.Clear();
        result.ConvictedList.Clear();
        result.ConvictedList.AddRange(_judges.Convicted);
        EventHash whitening = ListJudges(result);
        _candidates.Clear();
        _settled.Clear();
        if (_judges.Count > 0)
        {
            Collect(whitening);
            CollectBranched(whitening);
            CollectionsMarshal.AsSpan(_candidates).Sort();
            Publish(result);
            PassOver(result);
            _lastRoundTime = Math.Max(_lastRoundTime, _judges.MedianCreatedAt());
        }

        SettledEvents += _settled.Count;
        _lastRoundTime = Math.Max(_lastRoundTime, _lastTimestamp);
        result.Time = new Micros(_lastRoundTime);
        return CollectionsMarshal.AsSpan(_settled);
    }

    private EventHash ListJudges(OrderedRound result)
    {
        EventHash whitening = default;
        result.JudgeList.Clear();
        for (int judge = 0; judge < _judges.Count; judge++)
        {
            EventHash hash = _judges.HashOf(judge);
            whitening ^= hash;
            result.JudgeList.Add(hash);
        }

        result.JudgeList.Sort();
        return whitening;
    }

    private void Collect(EventHash whitening)
    {
        for (int member = 0; member < _stores.Roster.Count; member++)
        {
            if (_stores.Branched.HasBranched(member))
            {
                continue;
            }

            ref MemberChain chain = ref _stores.Chains[member];
            int last = _judges.CommonAncestors[member];
            for (int sequence = chain.Received + 1; sequence <= last; sequence++)
            {
                int slot = _stores.Rows.SlotOf(_stores.Chains.RowOf(member, sequence));
                Invariant.Check(
                    _stores.Events[slot].Creator == member && _stores.Events[slot].Sequence == sequence,
                    "the row found is that of the event meant");
                Add(slot, whitening);
            }

            chain.Received = Math.Max(chain.Received, last);
        }
    }

    private void CollectBranched(EventHash whitening)
    {
        foreach (int place in _stores.Branched.ActivePlaces)
        {
            if (_stores.Branched.IsConvicted(_stores.Branched.MemberAt(place)))
            {
                continue;
            }

            EventHandle at = _judges.CommonTip(place).Event;
            while (_stores.Events.IsCurrent(at) && !_stores.Events[at.Slot].IsSettled)
            {
                Add(at.Slot, whitening);
                at = _stores.Events[at.Slot].SelfParent;
            }
        }
    }

    private void Add(int slot, EventHash whitening)
    {
        ref EventRecord record = ref _stores.Events[slot];
        record.IsSettled = true;
        _candidates.Add(new Candidate
        {
            Timestamp = _judges.MedianReceivedAt(slot),
            Generation = record.Generation,
            Whitened = record.Hash ^ whitening,
            Slot = slot,
        });
    }

    private void Publish(OrderedRound result)
    {
        foreach (ref readonly Candidate candidate in CollectionsMarshal.AsSpan(_candidates))
        {
            long before = _lastTimestamp;
            _lastTimestamp = Math.Max(candidate.Timestamp, _lastTimestamp + 1);
            Invariant.Check(_lastTimestamp > before, "published timestamps rise");
            ref EventRecord record = ref _stores.Events[candidate.Slot];
            result.EventList.Add(new OrderedEvent(
                record.Hash,
                new MemberIndex(record.Creator),
                new Sequence(record.Sequence),
                new Micros(_lastTimestamp),
                record.Tag));
            _settled.Add(candidate.Slot);
        }
    }

    private void PassOver(OrderedRound result)
    {
        if (!_stores.Branched.Any)
        {
            return;
        }

        for (int received = _settled.Count - 1; received >= 0; received--)
        {
            _voidEvents.FindBelow(_settled[received], _settled);
        }

        for (int i = _candidates.Count; i < _settled.Count; i++)
        {
            result.VoidList.Add(_stores.Events[_settled[i]].Tag);
        }
    }

    private struct Candidate : IComparable<Candidate>
    {
        public long Timestamp;
        public long Generation;
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
