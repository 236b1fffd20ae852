namespace Hearsay.Hashgraph;

/// <summary>
/// Finds the events of convicted members that a round passes over: those that it would have received. They are void,
/// and released with the round like those that it received. No column tells them, but they are the ancestors of what it
/// received; walking down from that ends at what was settled before.
/// </summary>
internal sealed class VoidEvents(GraphStores stores)
{
    private readonly Stack<int> _work = new();

    /// <summary>
    /// Adds to <paramref name="found"/> what lies below an event that the round received, and settles it.
    /// </summary>
    public void FindBelow(int received, List<int> found)
    {
        _work.Push(received);
        while (_work.TryPop(out int slot))
        {
            ref EventRecord record = ref stores.Events[slot];
            Visit(record.SelfParent, found);
            foreach (ref readonly TimedParent parent in stores.Rows.Parents(record.Row))
            {
                Visit(parent.Event, found);
            }
        }
    }

    private void Visit(EventHandle parent, List<int> found)
    {
        if (!stores.Events.IsCurrent(parent) || stores.Events[parent.Slot].IsSettled)
        {
            return;
        }

        ref EventRecord record = ref stores.Events[parent.Slot];
        Invariant.Check(
            stores.Branched.IsConvicted(record.Creator),
            "an ancestor of a received event is received no later, or void");
        record.IsSettled = true;
        found.Add(parent.Slot);
        _work.Push(parent.Slot);
    }
}
