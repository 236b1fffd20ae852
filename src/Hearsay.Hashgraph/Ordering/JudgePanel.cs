using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Hashgraph;

/// <summary>
/// The judges of a round (unique famous witnesses: creators with two famous ones have none), what all of them have
/// among their ancestors, and when they say that an event was received.
/// </summary>
internal sealed class JudgePanel
{
    private readonly LaneTable _lanes;
    private readonly RowStore _rows;
    private readonly EventStore _events;
    private readonly BranchSight _branches;
    private readonly Roster _roster;
    private readonly List<int> _judgeLanes = [];
    private readonly List<int> _judgeSlots = [];
    private WeighedTime[] _times = new WeighedTime[16];

    public JudgePanel(LaneTable lanes, RowStore rows, EventStore events, BranchSight branches, Roster roster)
    {
        _lanes = lanes;
        _rows = rows;
        _events = events;
        _branches = branches;
        _roster = roster;
        CommonAncestors = new int[rows.Stride];
    }

    /// <summary>Slots of the judges.</summary>
    public ReadOnlySpan<int> Slots => CollectionsMarshal.AsSpan(_judgeSlots);

    /// <summary>For each lane the highest sequence that is an ancestor of all judges.</summary>
    public int[] CommonAncestors { get; private set; }

    public void Grow(int stride) => CommonAncestors = new int[stride];

    /// <summary>Seats the judges of a round whose fame is decided.</summary>
    public void Seat(WitnessRound round)
    {
        _judgeLanes.Clear();
        _judgeSlots.Clear();
        Array.Fill(CommonAncestors, int.MaxValue);
        for (int word = 0; word < round.Famous.Length; word++)
        {
            for (ulong famous = round.Famous[word]; famous != 0; famous &= famous - 1)
            {
                int lane = (word << 6) + BitOperations.TrailingZeroCount(famous);
                if (IsOnlyFamousOfItsCreator(round, lane))
                {
                    Seat(lane, round.WitnessSlot[lane]);
                }
            }
        }
    }

    /// <summary>
    /// The weighted lower median of the judges' creation times, in microseconds; there is at least one judge.
    /// </summary>
    public long MedianCreatedAt()
    {
        Span<WeighedTime> times = Times();
        for (int i = 0; i < times.Length; i++)
        {
            times[i].Time = _events[_judgeSlots[i]].CreatedAt;
        }

        return WeightedMedian.Of(times);
    }

    /// <summary>The consensus timestamp of an event that all judges have among their ancestors.</summary>
    public long MedianReceivedAt(int row, int lane, int sequence)
    {
        Span<WeighedTime> times = Times();
        ReadOnlySpan<long> receivedAt = _rows.ReceivedAt(row);
        for (int i = 0; i < times.Length; i++)
        {
            times[i].Time = receivedAt[ReceivingLane(_judgeLanes[i], lane, sequence)];
        }

        return WeightedMedian.Of(times);
    }

    private Span<WeighedTime> Times()
    {
        if (_times.Length < _judgeLanes.Count)
        {
            _times = new WeighedTime[_judgeLanes.Count];
        }

        Span<WeighedTime> times = _times.AsSpan(0, _judgeLanes.Count);
        for (int i = 0; i < times.Length; i++)
        {
            times[i].Weight = _roster.WeightOf(new MemberIndex(_lanes[_judgeLanes[i]].Creator));
        }

        return times;
    }

    private void Seat(int lane, int slot)
    {
        _judgeLanes.Add(lane);
        _judgeSlots.Add(slot);
        ref int common = ref MemoryMarshal.GetArrayDataReference(CommonAncestors);
        ref int last = ref MemoryMarshal.GetReference(_rows.LastAncestors(_events[slot].Row));
        int width = VectorWidth.Ints(_lanes.Count);
        for (nuint i = 0; i < (nuint)width; i += 16)
        {
            Vector512.Min(Vector512.LoadUnsafe(ref common, i), Vector512.LoadUnsafe(ref last, i))
                .StoreUnsafe(ref common, i);
        }
    }

    private bool IsOnlyFamousOfItsCreator(WitnessRound round, int lane)
    {
        if (_branches.LanesOf(_lanes[lane].Creator) is not List<int> lanes)
        {
            return true;
        }

        int famous = 0;
        foreach (int other in lanes)
        {
            famous += (int)(round.Famous[other >> 6] >> (other & 63) & 1);
        }

        return famous == 1;
    }

    /// <summary>
    /// The lane on which a judge's chain received an event first: the judge's own, or the one that it branched off when
    /// the event was received before the branch.
    /// </summary>
    private int ReceivingLane(int judgeLane, int lane, int sequence)
    {
        while (_events.IsCurrent(_lanes[judgeLane].BranchPoint))
        {
            int row = _events[_lanes[judgeLane].BranchPoint.Slot].Row;
            if (row < 0 || _rows.LastAncestors(row)[lane] < sequence)
            {
                break;
            }

            judgeLane = _lanes[judgeLane].ParentLane;
        }

        return judgeLane;
    }
}
