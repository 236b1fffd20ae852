namespace Hearsay.Simulation;

/// <summary>Something that happens at a virtual time.</summary>
internal interface IDue
{
    /// <summary>Happens now: <see cref="Agenda.NowMicros"/> is its time.</summary>
    public void Happen();
}

/// <summary>
/// Virtual time and what is going to happen in it, earliest first; what is due at one time happens in the order in
/// which it was planned. A binary heap of small values: a simulated second plans thousands of them.
/// </summary>
internal sealed class Agenda
{
    private Entry[] _heap = new Entry[256];
    private int _count;
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
        }

        SiftUp(_count++, new Entry(Math.Max(micros, NowMicros), _planned++, due));
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
        _heap[_count] = default;
        if (_count > 0)
        {
            SiftDown(last);
        }

        NowMicros = next.AtMicros;
        Happened++;
        next.Due.Happen();
        return true;
    }

    private void SiftUp(int place, in Entry entry)
    {
        while (place > 0)
        {
            int parent = (place - 1) >> 1;
            if (!entry.IsBefore(_heap[parent]))
            {
                break;
            }

            _heap[place] = _heap[parent];
            place = parent;
        }

        _heap[place] = entry;
    }

    private void SiftDown(in Entry entry)
    {
        int place = 0;
        for (int child = 1; child < _count; child = (2 * place) + 1)
        {
            child += child + 1 < _count && _heap[child + 1].IsBefore(_heap[child]) ? 1 : 0;
            if (!_heap[child].IsBefore(entry))
            {
                break;
            }

            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = entry;
    }

    private readonly record struct Entry(long AtMicros, long Order, IDue Due)
    {
        public bool IsBefore(in Entry other) =>
            AtMicros < other.AtMicros || (AtMicros == other.AtMicros && Order < other.Order);
    }

    private sealed class Call(Action call) : IDue
    {
        public void Happen() => call();
    }
}
