namespace Hearsay.Hashgraph;

/// <summary>What the graph keeps of one event for as long as it can be named as a parent.</summary>
internal struct EventRecord
{
    public EventHash Hash;
    public long CreatedAt;
    public long Tag;

    /// <summary>0 without parents, else one more than the largest of the parents'.</summary>
    public long Generation;

    /// <summary>Stale once the self-parent was dropped; none at sequence 0.</summary>
    public EventHandle SelfParent;

    /// <summary>A self-ancestor further back, see <see cref="SelfChains"/>; may be stale.</summary>
    public EventHandle Jump;

    /// <summary>The first event that came with this one as self-parent; none while there is none.</summary>
    public EventHandle Next;

    public int Creator;
    public int Sequence;

    /// <summary>Round created; for an event that came after its round was decided, a lower bound of it.</summary>
    public int Round;

    /// <summary>The event's row in <see cref="RowStore"/>; -1 once it is released.</summary>
    public int Row;

    /// <summary>Odd while the slot is in use; a handle with another version is stale.</summary>
    public int Version;

    /// <summary>True once a decided round received it, or passed over it because its creator is convicted.</summary>
    public bool IsSettled;

    /// <summary>True when a branch by a member that is not retired was in its sight as it came.</summary>
    public bool SeesBranch;

    /// <summary>True once its row's strongly seen sets hold all there is; see RoundAssignment.</summary>
    public bool IsSightComplete;
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

    /// <summary>A slot in use, its version raised; the caller fills all the rest.</summary>
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

    /// <summary>Notes that the event's row is released: from now on it grows old.</summary>
    public void Release(int slot) => _released.Enqueue(slot);

    /// <summary>
    /// Takes out of the queue the next event that is older than the bound allows, if there is one: the caller drops it,
    /// or has it grow old once more.
    /// </summary>
    public bool TryTakeOld(out int slot)
    {
        slot = -1;
        return _released.Count > _linkableMax && _released.TryDequeue(out slot);
    }

    /// <summary>Forgets an event; its handles are stale.</summary>
    public void Drop(int slot)
    {
        _records[slot].Version++;
        _free.Push(slot);
    }
}
