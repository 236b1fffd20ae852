using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hearsay.Hashgraph;

/// <summary>An other-parent, and when the child's creator received it: never before the self-parent was made.</summary>
internal readonly record struct TimedParent(EventHandle Event, long ReceivedAt);

/// <summary>
/// The rows of the events that still matter, with one entry per member, in pooled blocks that never move: what an
/// event has among its ancestors, when each member received it, which witnesses it strongly sees, and its parents.
/// Members that branched have their entries in <see cref="Tips"/> instead, which takes memory only once there are such.
/// </summary>
internal sealed class RowStore
{
    private const int RowsPerBlockLog2 = 7;
    private const int RowsPerBlock = 1 << RowsPerBlockLog2;
    private const int FirstTipStride = 4;

    private readonly List<int[]> _lastAncestors = [];
    private readonly List<long[]> _receivedAt = [];
    private readonly List<ulong[]> _sets = [];
    private readonly List<Tip[]> _tips = [];
    private readonly Stack<int> _free = new();
    private TimedParent[][] _parents = [];
    private int[] _parentCounts = [];
    private int[] _slotOfRow = [];
    private int _tipStride;
    private int _mostParents;

    public RowStore(int members)
    {
        Ints = VectorWidth.Ints(members);
        Entries = VectorWidth.Entries(members);
        Words = VectorWidth.Words(members);
    }

    /// <summary>
    /// 32-bit entries of a row: whole vectors. Those beyond the members are as for members without an event.
    /// </summary>
    public int Ints { get; }

    /// <summary>Entries per row that there is room for.</summary>
    public int Entries { get; }

    /// <summary>64-bit words of a set of members.</summary>
    public int Words { get; }

    /// <summary>Rows in use.</summary>
    public int Used => _slotOfRow.Length - _free.Count;

    /// <summary>Rows there are, in use or not; numbers are below this.</summary>
    public int Count => _slotOfRow.Length;

    /// <summary>Bytes of a row, its parents left out.</summary>
    public int BytesPerRow => (Entries * (sizeof(int) + sizeof(long))) + (2 * Words * sizeof(ulong))
        + (_tipStride * Unsafe.SizeOf<Tip>());

    /// <summary>
    /// A free row for the event in <paramref name="slot"/>; what it holds is what its last owner left.
    /// </summary>
    public int Take(int slot)
    {
        if (_free.Count == 0)
        {
            AddBlock();
        }

        int row = _free.Pop();
        _slotOfRow[row] = slot;
        return row;
    }

    public void GiveBack(int row)
    {
        _slotOfRow[row] = -1;
        _free.Push(row);
    }

    /// <summary>The slot of the event that has this row; -1 when none has.</summary>
    public int SlotOf(int row) => _slotOfRow[row];

    /// <summary>For each member the highest sequence among the event's ancestors; -1 for none, and for members that
    /// branched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<int> LastAncestors(int row) => Row(_lastAncestors, row, Entries, Ints);

    /// <summary>
    /// For each member whose events have this one among their ancestors the receipt time at the first of them, in
    /// microseconds; anything where there is none yet, or the member branched (<see cref="ReceiptSearch"/>).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<long> ReceivedAt(int row) => Row(_receivedAt, row, Entries, Ints);

    /// <summary>
    /// Members whose witness of the event's own round it is known to strongly see; may miss some.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<ulong> StronglySeen(int row) => Row(_sets, row, 2 * Words, Words);

    /// <summary>
    /// The same of the round before: complete for witnesses and for events with a branch in sight.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<ulong> StronglySeenBefore(int row) => Row(_sets, row, 2 * Words, 2 * Words)[Words..];

    /// <summary>What the event has by members that branched, by their place in <see cref="BranchedMembers"/>.</summary>
    public Span<Tip> Tips(int row) => Row(_tips, row, _tipStride, _tipStride);

    /// <summary>Its other-parents that had rows when it came, the earliest received first.</summary>
    public ReadOnlySpan<TimedParent> Parents(int row) => _parents[row].AsSpan(0, _parentCounts[row]);

    /// <summary>Room for the other-parents of an event, to be filled.</summary>
    public Span<TimedParent> SetParents(int row, int count)
    {
        if (_parents[row].Length < count)
        {
            // As many as the most so far: soon no row needs more.
            _mostParents = Math.Max(_mostParents, count);
            _parents[row] = new TimedParent[_mostParents];
        }

        _parentCounts[row] = count;
        return _parents[row].AsSpan(0, count);
    }

    /// <summary>Makes room for the tips of so many members; those there are stay.</summary>
    public void WidenTips(int members)
    {
        if (members <= _tipStride)
        {
            return;
        }

        int stride = Math.Max(FirstTipStride, 2 * _tipStride);
        for (int block = 0; block < _lastAncestors.Count; block++)
        {
            Tip[] wide = new Tip[RowsPerBlock * stride];
            for (int row = 0; row < RowsPerBlock && _tipStride > 0; row++)
            {
                _tips[block].AsSpan(row * _tipStride, _tipStride).CopyTo(wide.AsSpan(row * stride));
            }

            _tips[block] = wide;
        }

        _tipStride = stride;
    }

    private void AddBlock()
    {
        int first = Count;
        int[] lastAncestors = new int[RowsPerBlock * Entries];
        Array.Fill(lastAncestors, -1);
        _lastAncestors.Add(lastAncestors);
        _receivedAt.Add(new long[RowsPerBlock * Entries]);
        _sets.Add(new ulong[RowsPerBlock * 2 * Words]);
        _tips.Add(new Tip[RowsPerBlock * _tipStride]);
        Array.Resize(ref _slotOfRow, first + RowsPerBlock);
        Array.Resize(ref _parentCounts, first + RowsPerBlock);
        Array.Resize(ref _parents, first + RowsPerBlock);
        for (int row = first + RowsPerBlock - 1; row >= first; row--)
        {
            _slotOfRow[row] = -1;
            _parents[row] = [];
            _free.Push(row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<T> Row<T>(List<T[]> blocks, int row, int stride, int width)
    {
        T[] block = blocks[row >> RowsPerBlockLog2];
        return MemoryMarshal.CreateSpan(
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(block), (row & (RowsPerBlock - 1)) * stride), width);
    }
}
