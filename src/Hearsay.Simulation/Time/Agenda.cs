namespace Hearsay.Simulation;

/// <summary>Something that happens at a virtual time.</summary>
internal interface IDue
{
    /// <summary>Happens now: <see cref="Agenda.NowMicros"/> is its time.</summary>
    public void Happen();
}

/// <summary>
/// Virtual time and what is going to happen in it, earliest first; what is due at one time happens in the order in
/// which it was planned. A simulated second plans many thousands.
/// </summary>
/// <remarks>
/// A heap of four children a place, so that few places are visited, over values without references, so that moving them
/// costs the garbage collector nothing: what happens stands in a table beside it.
/// </remarks>
internal sealed class Agenda
{
    private const int ChildrenLog2 = 2;
    private const int Children = 1 << ChildrenLog2;

    private readonly Stack<int> _freeSlots = new();
    private Entry[] _heap = new Entry[256];
    private IDue?[] _due = new IDue?[256];
    private int _count;
    private int _slots;
    private long _planned;

    /// <summary>Virtual time in microseconds since the start.</summary>
    public long NowMicros { get; private set; }

    /// <summary>What is planned and did not happen yet.</summary>
    public int Count => _count;

    /// <summary>What happened so far.</summary>
    public long Happened { get; private set; }

    /// <summary>Plans something; a time that has passed means now.</summary>
    public void At(long micros, IDue due)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, 2 * _heap.Length);
            Array.Resize(ref _due, _heap.Length);
        }

        int slot = _freeSlots.Count > 0 ? _freeSlots.Pop() : _slots++;
        _due[slot] = due;
        SiftUp(_count++, new Entry(Math.Max(micros, NowMicros), _planned++, slot));
    }

    /// <summary>Plans a call.</summary>
    public void At(long micros, Action call) => At(micros, new Call(call));

    /// <summary>Plans a call so many microseconds from now.</summary>
    public void After(long micros, Action call) => At(NowMicros + micros, call);

    /// <summary>
    /// Lets the next thing happen, if it is due by <paramref name="untilMicros"/>; else moves the time there.
    /// </summary>
    public bool TryStep(long untilMicros)
    {
        if (_count == 0 || _heap[0].AtMicros > untilMicros)
        {
            NowMicros = Math.Max(NowMicros, untilMicros);
            return false;
        }

        Entry next = _heap[0];
        Entry last = _heap[--_count];
        if (_count > 0)
        {
            SiftDown(last);
        }

        NowMicros = next.AtMicros;
        Happened++;
        IDue due = _due[next.Slot]!;
        _due[next.Slot] = null;
        _freeSlots.Push(next.Slot);
        due.Happen();
        return true;
    }

    private void SiftUp(int place, in Entry entry)
    {
        Entry[] heap = _heap;
        while (place > 0)
        {
            int parent = (place - 1) >> ChildrenLog2;
            if (!entry.IsBefore(heap[parent]))
            {
                break;
            }

            heap[place] = heap[parent];
            place = parent;
        }

        heap[place] = entry;
    }

    private void SiftDown(in Entry entry)
    {
        ReadOnlySpan<Entry> planned = _heap.AsSpan(0, _count);
        int place = 0;
        while (true)
        {
            int first = (place << ChildrenLog2) + 1;
            int end = Math.Min(first + Children, planned.Length);
            int least = first;
            for (int child = first + 1; child < end; child++)
            {
                least = planned[child].IsBefore(planned[least]) ? child : least;
            }

            if (first >= planned.Length || !planned[least].IsBefore(entry))
            {
                break;
            }

            _heap[place] = planned[least];
            place = least;
        }

        _heap[place] = entry;
    }

    private readonly record struct Entry(long AtMicros, long Order, int Slot)
    {
        public bool IsBefore(in Entry other) =>
            AtMicros < other.AtMicros || (AtMicros == other.AtMicros && Order < other.Order);
    }

    private sealed class Call(Action call) : IDue
    {
        public void Happen() => call();
    }
}
