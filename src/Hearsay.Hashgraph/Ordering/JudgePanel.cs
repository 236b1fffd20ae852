using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Hashgraph;

/// <summary>
/// The judges of a round, what all of them have among their ancestors, and when they say that an event was received.
///
/// Each member with a famous witness has a candidate, of several the one with the least hash (Crary, Received.v). Every
/// member whose branch a candidate has in sight is convicted, for the rest of the epoch; the judges are the candidates
/// of members that are not.
/// </summary>
internal sealed class JudgePanel
{
    private readonly GraphStores _stores;
    private readonly ReceiptSearch _receipts;
    private readonly List<int> _candidates = [];
    private readonly List<Seat> _seats = [];
    private readonly List<MemberIndex> _convicted = [];
    private readonly WeighedTime[] _times;

    public JudgePanel(GraphStores stores)
    {
        _stores = stores;
        _receipts = new ReceiptSearch(stores);
        _times = new WeighedTime[stores.Roster.Count];
        CommonAncestors = new int[stores.Rows.Ints];
    }

    /// <summary>How many judges there are; one per member at most.</summary>
    public int Count => _seats.Count;

    /// <summary>The members newly convicted by this round, in roster order.</summary>
    public ReadOnlySpan<MemberIndex> Convicted => CollectionsMarshal.AsSpan(_convicted);

    /// <summary>
    /// For each member that did not branch the highest sequence that is an ancestor of all judges; -1 for the others.
    /// </summary>
    public int[] CommonAncestors { get; }

    /// <summary>The hash of a judge.</summary>
    public EventHash HashOf(int judge) => _stores.Events[_seats[judge].Slot].Hash;

    /// <summary>Seats the judges of a round whose fame is decided; at least one is famous.</summary>
    public void SeatJudges(WitnessRound round)
    {
        FindCandidates(round);
        Invariant.Check(_candidates.Count > 0, "a decided round has a famous witness");
        Convict();
        _seats.Clear();
        Array.Fill(CommonAncestors, int.MaxValue);
        foreach (int slot in _candidates)
        {
            if (!_stores.Branched.IsConvicted(_stores.Events[slot].Creator))
            {
                Take(slot);
            }
        }
    }

    /// <summary>
    /// The newest event of an active member that is an ancestor of all judges, who see no branch of it; there is one
    /// judge at least.
    /// </summary>
    public Tip CommonTip(int place)
    {
        Tip common = TipOf(_seats[0].Slot, place);
        for (int i = 1; i < _seats.Count && common.Event.IsSome; i++)
        {
            Tip tip = TipOf(_seats[i].Slot, place);
            common = tip.Event.IsSome ? _stores.SelfChains.CommonSelfAncestor(common, tip) : Tip.None;
        }

        return common;
    }

    /// <summary>
    /// The weighted lower median of the judges' creation times, in microseconds; there is at least one judge.
    /// </summary>
    public long MedianCreatedAt()
    {
        Span<WeighedTime> times = _times.AsSpan(0, _seats.Count);
        for (int i = 0; i < times.Length; i++)
        {
            times[i].Weight = _seats[i].Weight;
            times[i].Time = _stores.Events[_seats[i].Slot].CreatedAt;
        }

        return WeightedMedian.Of(times);
    }

    /// <summary>The consensus timestamp of an event that all judges have among their ancestors.</summary>
    public long MedianReceivedAt(int slot)
    {
        ReadOnlySpan<long> receivedAt = _stores.Rows.ReceivedAt(_stores.Events[slot].Row);
        bool areActive = _stores.Branched.ActivePlaces.Length > 0;
        Span<WeighedTime> times = _times.AsSpan(0, _seats.Count);
        for (int i = 0; i < times.Length; i++)
        {
            Seat seat = _seats[i];
            times[i].Weight = seat.Weight;
            times[i].Time = areActive && _stores.Branched.IsActive(seat.Member)
                ? _receipts.ReceivedAt(slot, seat.Slot)
                : receivedAt[seat.Member];
        }

        return WeightedMedian.Of(times);
    }

    private void FindCandidates(WitnessRound round)
    {
        _candidates.Clear();
        for (int word = 0; word < round.Famous.Length; word++)
        {
            for (ulong famous = round.Famous[word]; famous != 0; famous &= famous - 1)
            {
                _candidates.Add(round.WitnessSlot[(word << 6) + BitOperations.TrailingZeroCount(famous)]);
            }
        }

        foreach (SideWitness famous in round.Sides.Famous)
        {
            int rival = _candidates.FindIndex(slot => _stores.Events[slot].Creator == famous.Member);
            if (rival < 0)
            {
                _candidates.Add(famous.Slot);
            }
            else if (_stores.Events[famous.Slot].Hash < _stores.Events[_candidates[rival]].Hash)
            {
                _candidates[rival] = famous.Slot;
            }
        }
    }

    private void Convict()
    {
        _convicted.Clear();
        foreach (int place in _stores.Branched.ActivePlaces)
        {
            int member = _stores.Branched.MemberAt(place);
            if (IsBranchInSight(place) && _stores.Branched.TryConvict(member))
            {
                _convicted.Add(new MemberIndex(member));
            }
        }

        _convicted.Sort(static (left, right) => left.Value.CompareTo(right.Value));
    }

    private bool IsBranchInSight(int place)
    {
        foreach (int slot in _candidates)
        {
            if (TipOf(slot, place).IsBranched)
            {
                return true;
            }
        }

        return false;
    }

    private Tip TipOf(int slot, int place) => _stores.Rows.Tips(_stores.Events[slot].Row)[place];

    private void Take(int slot)
    {
        int member = _stores.Events[slot].Creator;
        _seats.Add(new Seat(slot, member, _stores.Roster.WeightOf(new MemberIndex(member))));
        ref int common = ref MemoryMarshal.GetArrayDataReference(CommonAncestors);
        ref int last = ref MemoryMarshal.GetReference(_stores.Rows.LastAncestors(_stores.Events[slot].Row));
        for (nuint i = 0; i < (nuint)CommonAncestors.Length; i += 16)
        {
            Vector512.Min(Vector512.LoadUnsafe(ref common, i), Vector512.LoadUnsafe(ref last, i))
                .StoreUnsafe(ref common, i);
        }
    }

    private readonly record struct Seat(int Slot, int Member, int Weight);
}
