using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>An event that others wait for: it is missing, or here and waiting itself.</summary>
internal struct AwaitedEvent
{
    public MemberIndex Creator;

    public Sequence Sequence;

    /// <summary>False for a place that is free.</summary>
    public bool IsInUse;

    /// <summary>The first in the chain of those that wait for it.</summary>
    public int FirstWaiter;

    /// <summary>Since when something waits for it.</summary>
    public Micros Since;

    /// <summary>How often it was asked for.</summary>
    public int Tries;

    /// <summary>How often it was here, and waiting itself, when it was looked at.</summary>
    public int Checks;

    /// <summary>Who should have it.</summary>
    public MemberIndex Holder;

    /// <summary>True when exactly the event of <see cref="Hash"/> is meant: its creator branched.</summary>
    public bool IsExact;

    /// <summary>The event's hash, if it <see cref="IsExact"/>.</summary>
    public EventHash Hash;

    /// <summary>Grows whenever the place is reused, so that an old place in the queue shows.</summary>
    public int Version;
}

/// <summary>
/// Who waits for what, and when to look at it next. An entry is there as long as something waits for it, and is in the
/// queue of due times all that time, so that nothing can be forgotten.
/// </summary>
internal sealed class AwaitedEvents
{
    private readonly EventMap _map = new(256);
    private readonly Dictionary<EventHash, int> _exact = [];
    private readonly PriorityQueue<(int Index, int Version), long> _due = new();
    private readonly Stack<int> _free = new();
    private readonly Stack<int> _freeWaiters = new();
    private AwaitedEvent[] _awaited = new AwaitedEvent[256];
    private Waiter[] _waiters = new Waiter[256];
    private int _used;
    private int _usedWaiters;

    /// <summary>Entries.</summary>
    public int Count => _map.Count + _exact.Count;

    /// <summary>Numbers are below this.</summary>
    public int Bound => _used;

    /// <summary>The entry of this number. The reference is valid until the next <see cref="Add"/>.</summary>
    public ref AwaitedEvent this[int index] => ref _awaited[index];

    /// <summary>The entry for the event of this place, whichever it is; or -1.</summary>
    public int Find(MemberIndex creator, Sequence sequence) => _map.Find(creator, sequence);

    /// <summary>The entry for exactly the event of this hash, or -1.</summary>
    public int Find(EventHash hash) => _exact.Count > 0 && _exact.TryGetValue(hash, out int index) ? index : -1;

    /// <summary>The entry for a missing parent, or -1.</summary>
    public int Find(in MissingParent parent) =>
        parent.IsExact ? Find(parent.Hash) : Find(parent.Creator, parent.Sequence);

    /// <summary>Adds a new entry, due at <paramref name="due"/>, without waiters.</summary>
    public int Add(in MissingParent parent, MemberIndex holder, Micros now, Micros due)
    {
        if (!_free.TryPop(out int index))
        {
            index = _used++;
            if (index == _awaited.Length)
            {
                Array.Resize(ref _awaited, 2 * _awaited.Length);
            }
        }

        ref AwaitedEvent awaited = ref _awaited[index];
        awaited.Creator = parent.Creator;
        awaited.Sequence = parent.Sequence;
        awaited.FirstWaiter = -1;
        awaited.IsInUse = true;
        awaited.Since = now;
        awaited.Tries = 0;
        awaited.Checks = 0;
        awaited.Holder = holder;
        awaited.IsExact = parent.IsExact;
        awaited.Hash = parent.Hash;
        if (parent.IsExact)
        {
            _exact.Add(parent.Hash, index);
        }
        else
        {
            _map.Set(parent.Creator, parent.Sequence, index);
        }

        Schedule(index, due);
        return index;
    }

    /// <summary>Adds a waiting event, by its number and <see cref="KnownEvent.Wait"/>.</summary>
    public void AddWaiter(int index, int known, int wait)
    {
        if (!_freeWaiters.TryPop(out int waiter))
        {
            waiter = _usedWaiters++;
            if (waiter == _waiters.Length)
            {
                Array.Resize(ref _waiters, 2 * _waiters.Length);
            }
        }

        _waiters[waiter] = new Waiter(known, wait, _awaited[index].FirstWaiter);
        _awaited[index].FirstWaiter = waiter;
    }

    /// <summary>Takes one waiter off; false when there is none left.</summary>
    public bool TryTakeWaiter(int index, out int known, out int wait)
    {
        int waiter = _awaited[index].FirstWaiter;
        if (waiter < 0)
        {
            known = wait = -1;
            return false;
        }

        known = _waiters[waiter].Known;
        wait = _waiters[waiter].Wait;
        _awaited[index].FirstWaiter = _waiters[waiter].Next;
        _freeWaiters.Push(waiter);
        return true;
    }

    /// <summary>Looks at the first waiter without taking it.</summary>
    public bool TryPeekWaiter(int index, out int known, out int wait)
    {
        int waiter = _awaited[index].FirstWaiter;
        known = waiter < 0 ? -1 : _waiters[waiter].Known;
        wait = waiter < 0 ? -1 : _waiters[waiter].Wait;
        return waiter >= 0;
    }

    /// <summary>The waiter so many places further than the first, as many as there are; or the last.</summary>
    public int WaiterAt(int index, int place)
    {
        int waiter = _awaited[index].FirstWaiter;
        for (; place > 0 && _waiters[waiter].Next >= 0; place--)
        {
            waiter = _waiters[waiter].Next;
        }

        return _waiters[waiter].Known;
    }

    /// <summary>Walks the waiters, from <see cref="AwaitedEvent.FirstWaiter"/>; some may be gone.</summary>
    public bool TryWalk(ref int cursor, out int known, out int wait)
    {
        known = cursor < 0 ? -1 : _waiters[cursor].Known;
        wait = cursor < 0 ? -1 : _waiters[cursor].Wait;
        cursor = cursor < 0 ? -1 : _waiters[cursor].Next;
        return known >= 0;
    }

    /// <summary>Removes an entry whose waiters were all taken.</summary>
    public void Remove(int index)
    {
        ref AwaitedEvent awaited = ref _awaited[index];
        if (awaited.IsExact)
        {
            _exact.Remove(awaited.Hash);
        }
        else
        {
            _map.Remove(awaited.Creator, awaited.Sequence);
        }

        awaited.IsInUse = false;
        awaited.Version++;
        _free.Push(index);
    }

    /// <summary>Says when an entry is due; once after it was taken from the queue.</summary>
    public void Schedule(int index, Micros due) => _due.Enqueue((index, _awaited[index].Version), due.Value);

    /// <summary>Takes an entry that is due out of the queue; it must be scheduled or removed then.</summary>
    public bool TryTakeDue(Micros now, out int index)
    {
        while (_due.TryPeek(out (int Index, int Version) next, out long due) && due <= now.Value)
        {
            _due.Dequeue();
            if (_awaited[next.Index].Version == next.Version)
            {
                index = next.Index;
                return true;
            }
        }

        index = -1;
        return false;
    }

    /// <summary>When the next entry is due, at the earliest.</summary>
    public Micros NextDue => _due.TryPeek(out _, out long due) ? new Micros(due) : Schedules.Never;

    private readonly record struct Waiter(int Known, int Wait, int Next);
}
