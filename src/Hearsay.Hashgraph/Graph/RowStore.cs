using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hearsay.Hashgraph;

/// <summary>
/// The rows of the events that still matter, each with one entry per lane, in pooled blocks that never move: what an
/// event has among its ancestors, when each lane received it, and which witnesses of its round it strongly sees.
/// </summary>
internal sealed class RowStore
{
    private const int RowsPerBlockLog2 = 7;
    private const int RowsPerBlock = 1 << RowsPerBlockLog2;

    private readonly List<int[]> _lastAncestors = [];
    private readonly List<long[]> _receivedAt = [];
    private readonly List<ulong[]> _stronglySeen = [];
    private readonly Stack<int> _free = new();
    private int[] _slotOfRow = [];

    public RowStore(int stride) => Stride = stride;

    /// <summary>Entries per row: the lanes there is room for, a multiple of 64.</summary>
    public int Stride { get; private set; }

    /// <summary>64-bit words of a set of lanes.</summary>
    public int Words => Stride / 64;

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

    public void GiveBack(int row) => _free.Push(row);

    /// <summary>The slot of the event that has this row.</summary>
    public int SlotOf(int row) => _slotOfRow[row];

    /// <summary>For each lane the highest sequence among the event's ancestors; -1 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<int> LastAncestors(int row) => Row(_lastAncestors, row, Stride);

    /// <summary>
    /// For each lane whose events have this one among their ancestors the receipt time at the first of them, in
    /// microseconds; anything where there is none yet.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<long> ReceivedAt(int row) => Row(_receivedAt, row, Stride);

    /// <summary>
    /// Lanes of the witnesses of the event's own round that it is known to strongly see; may miss some.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<ulong> StronglySeen(int row) => Row(_stronglySeen, row, Words);

    /// <summary>Widens every row, keeping its entries; new ancestors are none and new bits clear.</summary>
    public void Grow(int stride)
    {
        for (int block = 0; block < _lastAncestors.Count; block++)
        {
            _lastAncestors[block] = Widen(_lastAncestors[block], Stride, stride, -1);
            _receivedAt[block] = Widen(_receivedAt[block], Stride, stride, 0L);
            _stronglySeen[block] = Widen(_stronglySeen[block], Words, stride / 64, 0UL);
        }

        Stride = stride;
    }

    /// <summary>Copies the rows of a matrix into a wider one.</summary>
    public static T[] Widen<T>(T[] matrix, int from, int to, T filler)
    {
        int rows = matrix.Length / from;
        T[] wide = new T[rows * to];
        Array.Fill(wide, filler);
        for (int row = 0; row < rows; row++)
        {
            matrix.AsSpan(row * from, from).CopyTo(wide.AsSpan(row * to));
        }

        return wide;
    }

    private void AddBlock()
    {
        int first = _lastAncestors.Count * RowsPerBlock;
        _lastAncestors.Add(new int[RowsPerBlock * Stride]);
        _receivedAt.Add(new long[RowsPerBlock * Stride]);
        _stronglySeen.Add(new ulong[RowsPerBlock * Words]);
        Array.Resize(ref _slotOfRow, first + RowsPerBlock);
        for (int row = first + RowsPerBlock - 1; row >= first; row--)
        {
            _free.Push(row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<T> Row<T>(List<T[]> blocks, int row, int width)
    {
        T[] block = blocks[row >> RowsPerBlockLog2];
        return MemoryMarshal.CreateSpan(
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(block), (row & (RowsPerBlock - 1)) * width), width);
    }
}
