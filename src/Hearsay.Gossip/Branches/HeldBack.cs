namespace Hearsay.Gossip;

/// <summary>
/// Events of members that branched which no other event needs yet. They stay out of the graph, where each branch would
/// cost everybody a lane; the oldest make room for new ones.
/// </summary>
internal sealed class HeldBack(KnownEvents known)
{
    private readonly Queue<Held> _held = new();

    /// <summary>Holds an event back; returns one that has to go for it, or -1.</summary>
    public int Add(int index)
    {
        known[index].IsHeldBack = true;
        _held.Enqueue(new Held(index, known[index].Version));
        while (_held.Count > Limits.BranchedEventsMax)
        {
            Held oldest = _held.Dequeue();
            if (known[oldest.Index].Version == oldest.Version && known[oldest.Index].IsHeldBack)
            {
                return oldest.Index;
            }
        }

        return -1;
    }

    private readonly record struct Held(int Index, int Version);
}
