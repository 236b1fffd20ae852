namespace Hearsay.Hashgraph;

/// <summary>What the graph keeps of one event for as long as it can be named as a parent.</summary>
internal struct EventRecord
{
    public EventHash Hash;
    public long CreatedAt;
    public long Tag;
    public int Lane;
    public int Sequence;

    /// <summary>0 without parents, else one more than the largest of the parents'.</summary>
    public int Generation;

    /// <summary>Round created; for an event that came after its round was decided, a lower bound of it.</summary>
    public int Round;

    /// <summary>
    /// The lane whose witness of this event's round holds the event's voting set; see RoundAssignment.
    /// </summary>
    public int VotingLane;

    /// <summary>The event's row in <see cref="RowStore"/>; -1 once it is released.</summary>
    public int Row;

    /// <summary>Odd while the slot is in use; a handle with another version is stale.</summary>
    public int Version;

    /// <summary>The slot of the next event of the same lane; -1 while there is none.</summary>
    public int Next;
}

/// <summary>
/// The records of all linkable events in reused slots, and the queue in which released ones grow old.
/// </summary>
internal sealed class EventStore
{
    private readonly Stack<int> _free = new();
    private readonly Queue<int> _released = new();
    private readonly int _linkableMax;
    private EventRecord[] _records = new EventRecord[64];
    private int _used;

    /// <summary>A store that keeps <paramref name="linkableMax"/> released events.</summary>
    public EventStore(int linkableMax) => _linkableMax = linkableMax;

    public ref EventRecord this[int slot] => ref _records[slot];

    public bool IsCurrent(EventHandle handle) =>
        handle.IsSome && handle.Slot >= 0 && handle.Slot < _used && _records[handle.Slot].Version == handle.Version;

    public EventHandle HandleOf(int slot) => new(slot, _records[slot].Version);

    /// <summary>A slot in use, its version raised; the caller fills the rest.</summary>
    public int Take()
    {
        if (!_free.TryPop(out int slot))
        {
            if (_used == _records.Length)
            {
                Array.Resize(ref _records, 2 * _records.Length);
            }

            slot = _used++;
        }

        _records[slot].Version++;
        return slot;
    }

    /// <summary>
    /// Notes that the event's row is released, and drops the oldest released events beyond the bound. The newest of a
    /// lane stays, because the next event of that lane names it.
    /// </summary>
    public void Release(int slot)
    {
        _released.Enqueue(slot);
        int looks = 2;
        while (_released.Count > _linkableMax && looks-- > 0)
        {
            int oldest = _released.Dequeue();
            if (_records[oldest].Next < 0)
            {
                _released.Enqueue(oldest);
            }
            else
            {
                _records[oldest].Version++;
                _free.Push(oldest);
            }
        }
    }
}
