using System.Runtime.CompilerServices;

namespace Hearsay.Hashgraph;

/// <summary>One self-chain: a member's first one, or a branch that leaves another lane.</summary>
internal struct Lane
{
    public int Creator;

    /// <summary>
    /// The lane that a branch leaves, or -1 (a member's first lane, or a second event of sequence 0).
    /// </summary>
    public int ParentLane;

    /// <summary>The self-parent of the lane's first event; <see cref="EventHandle.None"/> at sequence 0.</summary>
    public EventHandle BranchPoint;

    /// <summary>Sequence of the lane's first event.</summary>
    public int FirstSequence;

    /// <summary>Hash of the lane's first event, kept to know a duplicate of it.</summary>
    public EventHash FirstHash;

    /// <summary>The lane's first event; stale once it was dropped.</summary>
    public EventHandle FirstEvent;

    /// <summary>Slot of the newest event; -1 in an empty lane.</summary>
    public int HeadSlot;

    /// <summary>Sequence of the newest event; -1 in an empty lane.</summary>
    public int HeadSequence;

    /// <summary>Highest sequence that a decided round received; one less than the first before that.</summary>
    public int Received;
}

/// <summary>
/// The lanes (one per member, then one per branch; lachesis-base indexes its vectors the same way) and, for each, the
/// rows of its unreleased events by sequence.
/// </summary>
internal sealed class LaneTable
{
    private readonly int _lanesMax;
    private Lane[] _lanes;
    private int[] _rowRings;
    private int _ringLog2 = 3;

    public LaneTable(int members, int stride)
    {
        _lanesMax = members + Limits.BranchLanesBase + Limits.BranchLanesPerMember * members;
        _lanes = new Lane[stride];
        _rowRings = new int[stride << _ringLog2];
        Released = new int[stride];
        Array.Fill(Released, -1);
        for (int member = 0; member < members; member++)
        {
            Open(member, -1, EventHandle.None, 0);
        }
    }

    /// <summary>Lanes in use.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// For each lane the highest sequence whose row is released: ancestors that everybody has; -1 for none.
    /// </summary>
    public int[] Released { get; private set; }

    public bool IsFull => Count == _lanesMax;

    public ref Lane this[int lane] => ref _lanes[lane];

    /// <summary>Adds an empty lane; the table has room for it.</summary>
    public int Open(int creator, int parentLane, EventHandle branchPoint, int firstSequence)
    {
        Released[Count] = firstSequence - 1;
        _lanes[Count] = new Lane
        {
            Creator = creator,
            ParentLane = parentLane,
            BranchPoint = branchPoint,
            FirstSequence = firstSequence,
            HeadSlot = -1,
            HeadSequence = -1,
            Received = firstSequence - 1,
        };
        return Count++;
    }

    /// <summary>Makes room for more lanes.</summary>
    public void Grow(int stride)
    {
        int old = _lanes.Length;
        Array.Resize(ref _lanes, stride);
        Array.Resize(ref _rowRings, stride << _ringLog2);
        int[] released = Released;
        Array.Resize(ref released, stride);
        Array.Fill(released, -1, old, stride - old);
        Released = released;
    }

    /// <summary>The row of an unreleased event.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int RowOf(int lane, int sequence) => _rowRings[(lane << _ringLog2) + (sequence & ((1 << _ringLog2) - 1))];

    /// <summary>Unreleased events of a lane, after one more.</summary>
    public int LiveAfterNext(int lane, int sequence) => sequence - Released[lane];

    /// <summary>Makes the event the newest of its lane.</summary>
    public void Append(int lane, int sequence, int slot, int row)
    {
        while (sequence - Released[lane] > 1 << _ringLog2)
        {
            WidenRings();
        }

        _rowRings[(lane << _ringLog2) + (sequence & ((1 << _ringLog2) - 1))] = row;
        _lanes[lane].HeadSlot = slot;
        _lanes[lane].HeadSequence = sequence;
    }

    private void WidenRings()
    {
        int log2 = _ringLog2 + 1;
        int[] wide = new int[_lanes.Length << log2];
        for (int lane = 0; lane < Count; lane++)
        {
            for (int sequence = Released[lane] + 1; sequence <= _lanes[lane].HeadSequence; sequence++)
            {
                wide[(lane << log2) + (sequence & ((1 << log2) - 1))] = RowOf(lane, sequence);
            }
        }

        _rowRings = wide;
        _ringLog2 = log2;
    }
}
