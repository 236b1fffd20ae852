namespace Hearsay.Hashgraph;

/// <summary>
/// Lets go of the rows of settled events as soon as no later event can need them, and of members that branched.
///
/// The problem: a later event may still name a received event as parent, and then should inherit its ancestors. The
/// idea: once the fame of round r was decided by witnesses of round m or earlier, every event of round m or later has
/// all famous witnesses of r, and so everything that r received, among its ancestors: a yes vote is cast only by
/// descendants, and two supermajorities of strongly seen witnesses share one (SWIRLDS-TR-2016-01, lemmas 5.12 and 5.13;
/// a coin is thrown only between votes of which one was yes). When the last decided round has reached m, only events of
/// round m or later can still see, strongly see, vote or judge anything that is open. They have the received part whole
/// already; for all others it no longer matters. So a released parent may stand for "everything released", and the rows
/// can go.
///
/// It is the same with convictions: a member is convicted in r because a famous witness of r has its branch in sight,
/// and so has every event of round m or later. From then on the member counts for nothing that is open: it retires. And
/// what r passed over, because its creator was convicted, is below what r received.
/// </summary>
internal sealed class RowRelease
{
    private readonly GraphStores _stores;
    private readonly EventStore _events;
    private readonly RoundWindow _window;
    private readonly TipMerge _tips;
    private readonly Queue<int> _settled = new();
    private readonly Queue<MemberIndex> _convicted = new();
    private readonly Queue<SettledRound> _rounds = new();
    private int _neededUntil;

    public RowRelease(GraphStores stores, RoundWindow window, TipMerge tips)
    {
        _stores = stores;
        _events = stores.Events;
        _window = window;
        _tips = tips;
    }

    /// <summary>Notes what a round settled, and releases what the rounds up to it make needless.</summary>
    public void AfterRound(WitnessRound round, ReadOnlySpan<int> settled, ReadOnlySpan<MemberIndex> convicted)
    {
        foreach (int slot in settled)
        {
            _settled.Enqueue(slot);
        }

        foreach (MemberIndex member in convicted)
        {
            _convicted.Enqueue(member);
        }

        _neededUntil = Math.Max(_neededUntil, Math.Max(round.DecidedByRound, round.Number + 1));
        _rounds.Enqueue(new SettledRound(settled.Length, convicted.Length, _neededUntil));
        while (_rounds.TryPeek(out SettledRound oldest) && oldest.NeededUntil <= round.Number)
        {
            Release(_rounds.Dequeue());
        }
    }

    private void Release(SettledRound round)
    {
        for (int i = 0; i < round.Events; i++)
        {
            Release(_settled.Dequeue());
        }

        for (int i = 0; i < round.Convicted; i++)
        {
            Retire(_convicted.Dequeue());
        }
    }

    private void Release(int slot)
    {
        ref EventRecord record = ref _events[slot];
        if (!_stores.Branched.HasBranched(record.Creator))
        {
            _stores.Chains.Release(record.Creator, new Tip(_events.HandleOf(slot), record.Sequence));
        }
        else if (_stores.Branched.IsActive(record.Creator))
        {
            _tips.Release(_stores.Branched.PlaceOf(record.Creator), slot);
        }

        _stores.Chains[record.Creator].Live--;
        _stores.Rows.GiveBack(record.Row);
        record.Row = -1;
        _events.Release(slot);
        DropOld();
    }

    /// <summary>
    /// Drops what has grown too old to be named, a little more than comes in. The newest of a chain stays, because the
    /// next event of that chain names it; not of convicted members, who may have any number of chains.
    /// </summary>
    private void DropOld()
    {
        const int LooksPerRelease = 2;
        for (int looks = 0; looks < LooksPerRelease && _events.TryTakeOld(out int oldest); looks++)
        {
            ref EventRecord record = ref _events[oldest];
            if (!record.Next.IsSome && !_stores.Branched.IsConvicted(record.Creator))
            {
                _events.Release(oldest);
            }
            else
            {
                _stores.BranchStarts.Remove(record.Hash);
                _events.Drop(oldest);
            }
        }
    }

    private void Retire(MemberIndex member)
    {
        _stores.Branched.Retire(member.Value, _stores.Roster.WeightOf(member));
        for (int number = _window.First; number <= _window.Last; number++)
        {
            _window[number].Sides.Remove(member.Value);
        }
    }

    private readonly record struct SettledRound(int Events, int Convicted, int NeededUntil);
}
