using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Hashgraph;

/// <summary>
/// Gives a new event its row of last ancestors, and stamps every event that its lane thereby receives with the receipt
/// time (consensus.md, "Receipt time").
///
/// The row is the element-wise maximum over the parents. Parents are taken in the order of their receipt time, the
/// earliest first: what a parent adds to the maximum is then exactly what was received with it and not before, so one
/// pass gives ancestors and times together, and each (event, lane) pair is written once.
/// </summary>
internal sealed class AncestryMerge
{
    private readonly LaneTable _lanes;
    private readonly RowStore _rows;
    private readonly long[] _times = new long[Limits.OtherParentsMax];
    private readonly int[] _parentRows = new int[Limits.OtherParentsMax];
    private int _parents;

    public AncestryMerge(LaneTable lanes, RowStore rows)
    {
        _lanes = lanes;
        _rows = rows;
        Before = new int[rows.Stride];
    }

    /// <summary>What the self-parent had for ancestors, of the event merged last.</summary>
    public int[] Before { get; private set; }

    public void Grow(int stride) => Before = new int[stride];

    /// <summary>Forgets the parents of the event before.</summary>
    public void Start() => _parents = 0;

    /// <summary>Adds an other-parent that has a row, received at <paramref name="receivedAt"/> microseconds.</summary>
    public void AddParent(int row, long receivedAt)
    {
        int place = _parents++;
        while (place > 0 && _times[place - 1] > receivedAt)
        {
            _times[place] = _times[place - 1];
            _parentRows[place] = _parentRows[place - 1];
            place--;
        }

        _times[place] = receivedAt;
        _parentRows[place] = row;
    }

    /// <summary>
    /// Fills the row of a new event on <paramref name="lane"/>. A self-parent without a row, like every released
    /// parent, stands for what is released: whoever may still matter has all of that among its ancestors.
    /// </summary>
    public void Fill(int row, int selfParentRow, int lane)
    {
        Span<int> merged = _rows.LastAncestors(row);
        ReadOnlySpan<int> released = _lanes.Released;
        int width = VectorWidth.Ints(_lanes.Count);
        merged[width..].Fill(-1);
        if (selfParentRow < 0)
        {
            released[..width].CopyTo(merged);
        }
        else
        {
            Maximum(_rows.LastAncestors(selfParentRow), released, merged, width);
        }

        merged[..width].CopyTo(Before);
        for (int i = 0; i < _parents; i++)
        {
            Raise(merged, _rows.LastAncestors(_parentRows[i]), lane, _times[i], width);
        }
    }

    private static void Maximum(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<int> result, int width)
    {
        ref int a = ref MemoryMarshal.GetReference(one);
        ref int b = ref MemoryMarshal.GetReference(other);
        ref int c = ref MemoryMarshal.GetReference(result);
        for (nuint i = 0; i < (nuint)width; i += 16)
        {
            Vector512.Max(Vector512.LoadUnsafe(ref a, i), Vector512.LoadUnsafe(ref b, i)).StoreUnsafe(ref c, i);
        }
    }

    private void Raise(Span<int> merged, ReadOnlySpan<int> parent, int lane, long time, int width)
    {
        ref int m = ref MemoryMarshal.GetReference(merged);
        ref int p = ref MemoryMarshal.GetReference(parent);
        for (nuint i = 0; i < (nuint)width; i += 16)
        {
            Vector512<int> had = Vector512.LoadUnsafe(ref m, i);
            Vector512<int> has = Vector512.LoadUnsafe(ref p, i);
            ulong raised = Vector512.GreaterThan(has, had).ExtractMostSignificantBits();
            if (raised == 0)
            {
                continue;
            }

            Stamp(raised, ref m, ref p, (int)i, lane, time);
            Vector512.Max(has, had).StoreUnsafe(ref m, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Stamp(ulong raised, ref int had, ref int has, int firstLane, int lane, long time)
    {
        do
        {
            int source = firstLane + BitOperations.TrailingZeroCount(raised);
            raised &= raised - 1;
            int last = Unsafe.Add(ref has, source);
            for (int sequence = Unsafe.Add(ref had, source) + 1; sequence <= last; sequence++)
            {
                _rows.ReceivedAt(_lanes.RowOf(source, sequence))[lane] = time;
            }
        }
        while (raised != 0);
    }
}
