namespace Hearsay.Hashgraph;

/// <summary>
/// Whether one event has another among its ancestors, and when the chain of a judge received an event (consensus.md,
/// "Receipt time"), for judges whose creator branched and is not convicted yet: each of its chains has its own times,
/// so they are worked out from the definition, along the judge's chain.
/// </summary>
/// <remarks>
/// Everything that it looks at still has a row: what has the event among its ancestors cannot have been received before
/// it.
/// </remarks>
internal sealed class ReceiptSearch(GraphStores stores)
{
    /// <summary>
    /// The receipt time of an event that the judge has among its ancestors; its creator is not convicted.
    /// </summary>
    public long ReceivedAt(int received, int judge)
    {
        int first = FirstWith(received, judge);
        ref EventRecord record = ref stores.Events[first];
        if (first == received)
        {
            return record.CreatedAt;
        }

        // The earliest received come first, and no time lies before the self-parent's.
        foreach (ref readonly TimedParent parent in stores.Rows.Parents(record.Row))
        {
            if (HasAncestor(parent.Event, received))
            {
                return parent.ReceivedAt;
            }
        }

        Invariant.Check(false, "an event has its ancestors from a parent");
        return 0;
    }

    /// <summary>The earliest self-ancestor of the judge that has the event among its ancestors.</summary>
    private int FirstWith(int received, int judge)
    {
        int at = judge;
        while (true)
        {
            ref EventRecord record = ref stores.Events[at];
            EventHandle next = HasAncestor(record.Jump, received) ? record.Jump : record.SelfParent;
            if (!HasAncestor(next, received))
            {
                return at;
            }

            at = next.Slot;
        }
    }

    private bool HasAncestor(EventHandle of, int ancestor)
    {
        if (!stores.Events.IsCurrent(of) || stores.Events[of.Slot].Row < 0)
        {
            return false;
        }

        ref EventRecord record = ref stores.Events[ancestor];
        int row = stores.Events[of.Slot].Row;
        if (!stores.Branched.IsActive(record.Creator))
        {
            return stores.Rows.LastAncestors(row)[record.Creator] >= record.Sequence;
        }

        Tip tip = stores.Rows.Tips(row)[stores.Branched.PlaceOf(record.Creator)];
        return !tip.IsBranched && tip.Event.IsSome
            && stores.SelfChains.IsSelfAncestor(stores.SelfChains.TipOf(ancestor), tip);
    }
}
