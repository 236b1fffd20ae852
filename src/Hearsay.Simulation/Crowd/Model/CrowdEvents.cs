using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>One event of a crowd, as the model keeps it.</summary>
internal struct CrowdEvent
{
    public int Creator;

    public int Sequence;

    /// <summary>Microseconds from the start.</summary>
    public long CreatedAt;

    /// <summary>Encoded bytes.</summary>
    public int Bytes;

    public EventHash Hash;

    public EventHandle Handle;

    /// <summary>Its round created in the shared graph.</summary>
    public int Round;

    /// <summary>Its row in <see cref="ArrivalRows"/>; -1 once everybody has it.</summary>
    public int Row;

    /// <summary>Members that did not get it and will only ask for it when they hear of it.</summary>
    public int Missing;

    /// <summary>When it comes to the member that is played from outside, waiting for nothing.</summary>
    public int OutsideArrival;

    /// <summary>When the last of those who get it will have it.</summary>
    public int LastArrival;

    /// <summary>True when it was lost on the way to somebody, found since or not.</summary>
    public bool WasLost;

    /// <summary>
    /// Its parents, the self-parent included, are so many entries in the parents of <see cref="CrowdEvents"/>.
    /// </summary>
    public int ParentCount;

    /// <summary>The number of its first action, counting over the whole crowd.</summary>
    public long FirstAction;

    public int ActionCount;
}

/// <summary>
/// The events of a crowd by number, in the order in which they were created: those that still matter, in a ring that
/// grows, and for each member its newest events.
/// </summary>
internal sealed class CrowdEvents
{
    private readonly int _parentsMax;
    private readonly int _chainMask;
    private readonly int _chainLog2;
    private readonly long[] _chains;
    private readonly int[] _latest;
    private CrowdEvent[] _ring = new CrowdEvent[1 << 12];
    private (int Creator, int Sequence)[] _places = new (int, int)[1 << 12];
    private long[] _parents;

    public CrowdEvents(int members, int parentsMax)
    {
        _parentsMax = parentsMax + 1;
        _chainLog2 = members <= 128 ? 12 : 8;
        _chainMask = (1 << _chainLog2) - 1;
        _chains = new long[members << _chainLog2];
        _latest = new int[members];
        _parents = new long[_ring.Length * _parentsMax];
        Array.Fill(_latest, -1);
    }

    /// <summary>Events of one member that are found by their sequence: so many of the newest.</summary>
    public int ChainLength => 1 << _chainLog2;

    /// <summary>The number of the oldest event that is kept.</summary>
    public long First { get; private set; }

    /// <summary>The number of the next event.</summary>
    public long Next { get; private set; }

    /// <summary>An event that is kept. The reference is valid until the next <see cref="Add"/>.</summary>
    public ref CrowdEvent this[long number] => ref _ring[number & (_ring.Length - 1)];

    /// <summary>The creator and the sequence of an event that is kept.</summary>
    public (int Creator, int Sequence) PlaceOf(long number) => _places[number & (_places.Length - 1)];

    /// <summary>Each member's newest sequence, -1 for none.</summary>
    public ReadOnlySpan<int> Latest => _latest;

    /// <summary>The number of an event by its place; it is among the member's newest.</summary>
    public long NumberOf(int creator, int sequence) => _chains[(creator << _chainLog2) + (sequence & _chainMask)];

    /// <summary>The number of an event by its place; -1 when it is not kept.</summary>
    public long TryFind(int creator, int sequence)
    {
        if (sequence < 0 || sequence > _latest[creator] || sequence <= _latest[creator] - ChainLength)
        {
            return -1;
        }

        long number = NumberOf(creator, sequence);
        return number < First ? -1 : number;
    }

    /// <summary>Room for the numbers of an event's parents.</summary>
    public Span<long> ParentsOf(long number) =>
        _parents.AsSpan((int)(number & (_ring.Length - 1)) * _parentsMax, this[number].ParentCount);

    /// <summary>Adds an event with so many parents and returns its number.</summary>
    public long Add(in CrowdEvent added)
    {
        if (Next - First == _ring.Length)
        {
            Grow();
        }

        long number = Next++;
        this[number] = added;
        _places[number & (_places.Length - 1)] = (added.Creator, added.Sequence);
        _chains[(added.Creator << _chainLog2) + (added.Sequence & _chainMask)] = number;
        _latest[added.Creator] = added.Sequence;
        return number;
    }

    /// <summary>Forgets the oldest event.</summary>
    public void DropFirst() => First++;

    private void Grow()
    {
        CrowdEvent[] ring = new CrowdEvent[2 * _ring.Length];
        (int, int)[] places = new (int, int)[ring.Length];
        long[] parents = new long[ring.Length * _parentsMax];
        for (long number = First; number < Next; number++)
        {
            long place = number & (ring.Length - 1);
            ring[place] = this[number];
            places[place] = PlaceOf(number);
            ParentsOf(number).CopyTo(parents.AsSpan((int)place * _parentsMax));
        }

        _ring = ring;
        _places = places;
        _parents = parents;
    }
}
