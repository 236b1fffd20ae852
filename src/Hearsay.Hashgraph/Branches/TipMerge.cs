namespace Hearsay.Hashgraph;

/// <summary>
/// What a new event has by the members that branched, and the stamping of what its creator thereby receives of them:
/// the slow path beside <see cref="AncestryMerge"/>, empty while nobody has branched.
///
/// The tips that the parents have by a member are brought together: of two on one chain the newer, else a branch is in
/// sight, and stays so for all descendants. What is released is on one chain for everything that may still matter, or
/// its branch is in the sight of all of it; so every merge begins with the released tip, and a parent's tip that is
/// released adds nothing.
/// </summary>
internal sealed class TipMerge
{
    private readonly GraphStores _stores;
    private readonly RoundWindow _rounds;
    private readonly bool _seesBranches;

    /// <param name="seesBranches">False: nobody sees a branch, see <see cref="BrokenRules"/>.</param>
    public TipMerge(GraphStores stores, RoundWindow rounds, bool seesBranches)
    {
        _stores = stores;
        _rounds = rounds;
        _seesBranches = seesBranches;
    }

    /// <summary>
    /// Fills the tips of a new event, whose row has its parents; true when it sees a branch of an active member.
    /// </summary>
    /// <param name="slot">The event.</param>
    /// <param name="selfParentRow">The row of its self-parent, -1 without.</param>
    public bool Fill(int slot, int selfParentRow)
    {
        bool seesBranch = false;
        foreach (int place in _stores.Branched.ActivePlaces)
        {
            Tip before = BeforeParents(place, selfParentRow);
            Tip tip = JoinParents(slot, place, before);
            _stores.Rows.Tips(_stores.Events[slot].Row)[place] = tip;
            seesBranch |= tip.IsBranched;
            if (!tip.IsBranched && tip.Event != before.Event)
            {
                Receive(slot, place, before);
            }
        }

        return seesBranch;
    }

    /// <summary>Notes that the next event of an active member is released.</summary>
    public void Release(int place, int slot)
    {
        ref Tip released = ref _stores.Branched.ReleasedAt(place);
        Tip next = _stores.SelfChains.TipOf(slot);
        bool goesOn = !released.Event.IsSome || _stores.SelfChains.IsSelfAncestor(released, next);
        released = released.IsBranched || !goesOn ? Branch(released, released, next) : next;
    }

    private Tip JoinParents(int slot, int place, Tip before)
    {
        ref EventRecord record = ref _stores.Events[slot];
        Tip tip = before;
        foreach (ref readonly TimedParent parent in _stores.Rows.Parents(record.Row))
        {
            tip = Join(tip, _stores.Rows.Tips(_stores.Events[parent.Event.Slot].Row)[place], before);
        }

        return record.Creator == _stores.Branched.MemberAt(place)
            ? Join(tip, _stores.SelfChains.TipOf(slot), before)
            : tip;
    }

    private Tip BeforeParents(int place, int selfParentRow)
    {
        Tip released = _stores.Branched.ReleasedAt(place);
        if (selfParentRow < 0)
        {
            return released;
        }

        Tip own = _stores.Rows.Tips(selfParentRow)[place];
        return Join(released, own, own);
    }

    /// <param name="one">The tip so far, at least what is released.</param>
    /// <param name="other">That of a parent.</param>
    /// <param name="own">What the self-chain has: what remains when both together show a branch.</param>
    private Tip Join(Tip one, Tip other, Tip own)
    {
        if (one.IsBranched || other.IsBranched)
        {
            return own.WithBranch();
        }

        if (one.Event == other.Event || !IsUnreleased(other))
        {
            return one;
        }

        if (!one.Event.IsSome)
        {
            return other;
        }

        bool isLonger = other.Sequence > one.Sequence;
        bool isOneChain = isLonger
            ? _stores.SelfChains.IsSelfAncestor(one, other)
            : IsUnreleased(one) && _stores.SelfChains.IsSelfAncestor(other, one);
        return isOneChain ? isLonger ? other : one : Branch(own, one, other);
    }

    private Tip Branch(Tip own, Tip one, Tip other) =>
        _seesBranches ? own.WithBranch() : one.Sequence >= other.Sequence ? one : other;

    private bool IsUnreleased(Tip tip) =>
        _stores.Events.IsCurrent(tip.Event) && _stores.Events[tip.Event.Slot].Row >= 0;

    /// <summary>
    /// Stamps what the event's creator receives of a member's chain with the times of the parents that bring it, and
    /// tells the witnesses among it that they are seen.
    /// </summary>
    private void Receive(int slot, int place, Tip before)
    {
        ref EventRecord record = ref _stores.Events[slot];
        if (_stores.Branched.HasBranched(record.Creator))
        {
            // What such a member received when depends on its chain, and is found when it is asked for.
            return;
        }

        int known = before.Sequence;
        foreach (ref readonly TimedParent parent in _stores.Rows.Parents(record.Row))
        {
            Tip tip = _stores.Rows.Tips(_stores.Events[parent.Event.Slot].Row)[place];
            if (!IsUnreleased(tip) || tip.Sequence <= known)
            {
                continue;
            }

            for (EventHandle at = tip.Event; IsNew(at, known); at = _stores.Events[at.Slot].SelfParent)
            {
                ReceiveOne(_stores.Events[at.Slot], at.Slot, record, parent.ReceivedAt);
            }

            known = tip.Sequence;
        }
    }

    private bool IsNew(EventHandle at, int known) =>
        _stores.Events.IsCurrent(at) && _stores.Events[at.Slot].Row >= 0 && _stores.Events[at.Slot].Sequence > known;

    private void ReceiveOne(in EventRecord received, int slot, in EventRecord by, long time)
    {
        _stores.Rows.ReceivedAt(received.Row)[by.Creator] = time;
        if (_rounds.TryGet(received.Round, out WitnessRound round)
            && round.Sides.TryGet(slot, out SideWitness witness))
        {
            int weight = _stores.Roster.WeightOf(new MemberIndex(by.Creator));
            round.Sides.See(witness, (by.Creator, round.PlaceOf(by.Creator, by.Sequence)), weight);
        }
    }
}
