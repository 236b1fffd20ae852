using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// All events that are kept, found by (creator, sequence), and what is known of each creator's chain. An honest creator
/// has one event per sequence; further ones of a branching one are chained as alternatives, and found by hash.
/// Allocates only when it grows.
/// </summary>
internal sealed class KnownEvents
{
    private readonly EventMap _map = new(1_024);
    private readonly EventBytes _bytes = new();
    private readonly Dictionary<EventHash, int> _alternatives = [];
    private readonly Stack<int> _free = new();
    private readonly int[] _highest;
    private readonly int[] _heads;
    private readonly int[] _dropped;
    private readonly int[] _kept;
    private readonly KeptEvents? _told; // the screen's view of this
    private KnownEvent[] _events = new KnownEvent[1_024];
    private int _used;

    public KnownEvents(int members, KeptEvents? told = null)
    {
        _told = told;
        _highest = new int[members];
        _heads = new int[members];
        _dropped = new int[members];
        _kept = new int[members];
        Array.Fill(_highest, -1);
        Array.Fill(_heads, -1);
        Array.Fill(_dropped, -1);
        Array.Fill(_kept, -1);
    }

    /// <summary>Numbers in use are below this.</summary>
    public int Bound => _used;

    /// <summary>Events kept.</summary>
    public int Count => _used - _free.Count;

    /// <summary>Bytes of events kept.</summary>
    public long BytesHeld => _bytes.BytesHeld;

    /// <summary>Each creator's highest sequence in the graph, -1 for none.</summary>
    public ReadOnlySpan<int> Highest => _highest;

    /// <summary>The kept event of this number. The reference is valid until the next <see cref="Add"/>.</summary>
    public ref KnownEvent this[int index] => ref _events[index];

    /// <summary>The creator's event of the highest sequence in the graph, the first that came; -1 for none.</summary>
    public int HeadOf(MemberIndex creator) => _heads[creator.Value];

    /// <summary>
    /// The creator's highest sequence up to which nothing is missing: those in the graph, and those that wait and
    /// follow.
    /// </summary>
    public Sequence HeldUpTo(MemberIndex creator)
    {
        Sequence held = new(_highest[creator.Value]);
        for (Sequence next = new(held.Value + 1); _map.Find(creator, next) >= 0; next = new Sequence(next.Value + 1))
        {
            held = next;
        }

        return held;
    }

    /// <summary>
    /// The creator's highest sequence that is here at all, in the graph or waiting, whatever is missing before it.
    /// </summary>
    public Sequence HighestKept(MemberIndex creator)
    {
        // What waited may have been dropped since; each sequence is passed once until something higher comes.
        ref int kept = ref _kept[creator.Value];
        while (kept > _highest[creator.Value] && _map.Find(creator, new Sequence(kept)) < 0)
        {
            kept--;
        }

        return new Sequence(Math.Max(kept, _highest[creator.Value]));
    }

    /// <summary>True for an event that was kept once and dropped since, or lies before such a one.</summary>
    public bool IsDropped(MemberIndex creator, Sequence sequence) => sequence.Value <= _dropped[creator.Value];

    /// <summary>Below this, nothing of the creator can be named any more.</summary>
    public Sequence FirstKept(MemberIndex creator) => new(_dropped[creator.Value] + 1);

    /// <summary>The first of the creator's events with this sequence, or -1.</summary>
    public int Find(MemberIndex creator, Sequence sequence) => _map.Find(creator, sequence);

    /// <summary>The event with this hash, or -1.</summary>
    public int Find(MemberIndex creator, Sequence sequence, EventHash hash)
    {
        int index = _map.Find(creator, sequence);
        return index < 0 || _events[index].Hash == hash ? index
            : _alternatives.Count > 0 && _alternatives.TryGetValue(hash, out int other) ? other
            : -1;
    }

    /// <summary>The bytes of an event, empty when they were let go.</summary>
    public ReadOnlySpan<byte> BytesOf(int index)
    {
        ref KnownEvent known = ref _events[index];
        return known.Block < 0 ? default : _bytes.Read(known.Block, known.Layout.Length);
    }

    /// <summary>Keeps a new event, after its alternatives if there are any, and returns its number.</summary>
    public int Add(in ScreenedEvent screened, ReadOnlySpan<byte> bytes, MemberIndex from, Micros receivedAt)
    {
        if (!_free.TryPop(out int index))
        {
            index = _used++;
            if (index == _events.Length)
            {
                Array.Resize(ref _events, 2 * _events.Length);
            }
        }

        ref KnownEvent known = ref _events[index];
        known.Hash = screened.Hash;
        known.Layout = screened.Layout;
        known.Handle = EventHandle.None;
        known.ReceivedAt = receivedAt;
        known.InsertionNumber = long.MaxValue;
        known.Block = _bytes.Store(bytes);
        known.Missing = 0;
        known.Waits = false;
        known.Links = 0;
        known.Root = index;
        known.RootVersion = known.Version;
        known.Depth = 0;
        known.Sponsor = screened.Layout.Creator;
        known.NextAlternative = -1;
        known.PreviousAlternative = -1;
        known.From = from;
        known.Holder = from;
        ref int kept = ref _kept[screened.Layout.Creator.Value];
        kept = Math.Max(kept, screened.Layout.Sequence.Value);
        Link(index);
        _told?.Note(screened.Hash, bytes[screened.Layout.SignatureAt..]);
        return index;
    }

    /// <summary>Notes that an event is in the graph now.</summary>
    public void Enter(int index, EventHandle handle, long insertionNumber)
    {
        ref KnownEvent known = ref _events[index];
        known.Handle = handle;
        known.InsertionNumber = insertionNumber;
        int creator = known.Layout.Creator.Value;
        if (known.Layout.Sequence.Value > _highest[creator])
        {
            _highest[creator] = known.Layout.Sequence.Value;
            _heads[creator] = index;
        }
    }

    /// <summary>Lets an event's bytes go; the rest stays.</summary>
    public void FreeBytes(int index)
    {
        ref KnownEvent known = ref _events[index];
        if (known.Block >= 0)
        {
            _bytes.Free(known.Block, known.Layout.Length);
            known.Block = -1;
        }
    }

    /// <summary>Takes out an event that did not enter the graph.</summary>
    public void Remove(int index)
    {
        _told?.Forget(_events[index].Hash);
        FreeBytes(index);
        Unlink(index);
        _events[index].Version++;
        _events[index].Wait++;
        _free.Push(index);
    }

    /// <summary>Takes out an event of the graph that is too old to be named or asked for.</summary>
    public void Drop(int index)
    {
        ref EventLayout layout = ref _events[index].Layout;
        ref int dropped = ref _dropped[layout.Creator.Value];
        dropped = Math.Max(dropped, layout.Sequence.Value);
        _told?.NoteDropped(layout.Creator, new Sequence(dropped));
        Remove(index);
    }

    /// <summary>A copy of a kept event came: the screen had forgotten that it is kept.</summary>
    public void NoteCopy(EventHash hash, ReadOnlySpan<byte> signature) => _told?.Note(hash, signature);

    private void Link(int index)
    {
        ref KnownEvent known = ref _events[index];
        int first = _map.Find(known.Layout.Creator, known.Layout.Sequence);
        if (first < 0)
        {
            _map.Set(known.Layout.Creator, known.Layout.Sequence, index);
            return;
        }

        // Behind the first, which stays the first: what was found without asking is found again.
        _alternatives.Add(known.Hash, index);
        Join(index, _events[first].NextAlternative);
        Join(first, index);
    }

    private void Unlink(int index)
    {
        ref KnownEvent known = ref _events[index];
        if (known.PreviousAlternative >= 0)
        {
            _alternatives.Remove(known.Hash);
            Join(known.PreviousAlternative, known.NextAlternative);
        }
        else if (known.NextAlternative >= 0)
        {
            _alternatives.Remove(_events[known.NextAlternative].Hash);
            _events[known.NextAlternative].PreviousAlternative = -1;
            _map.Set(known.Layout.Creator, known.Layout.Sequence, known.NextAlternative);
        }
        else
        {
            _map.Remove(known.Layout.Creator, known.Layout.Sequence);
        }
    }

    private void Join(int index, int next)
    {
        _events[index].NextAlternative = next;
        if (next >= 0)
        {
            _events[next].PreviousAlternative = index;
        }
    }
}
