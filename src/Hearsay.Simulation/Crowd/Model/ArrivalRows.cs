namespace Hearsay.Simulation;

/// <summary>
/// Rows with one entry per member, in microseconds from the start: when the member has an event with all its ancestors.
/// Rows never move and are used again.
/// </summary>
internal sealed class ArrivalRows
{
    /// <summary>Stands for "was lost on the way, and nobody named it there yet".</summary>
    public const int Missing = int.MaxValue;

    private const int RowsPerBlockLog2 = 7;

    private readonly List<int[]> _blocks = [];
    private readonly Stack<int> _free = new();

    public ArrivalRows(int members) => Stride = members + 63 & ~63;

    /// <summary>Entries of a row: the members, rounded up to whole vectors.</summary>
    public int Stride { get; }

    /// <summary>Rows in use.</summary>
    public int InUse => (_blocks.Count << RowsPerBlockLog2) - _free.Count;

    /// <summary>A row in use; what it holds is what its last owner left.</summary>
    public int Take()
    {
        if (_free.Count == 0)
        {
            int first = _blocks.Count << RowsPerBlockLog2;
            _blocks.Add(new int[Stride << RowsPerBlockLog2]);
            for (int row = first + (1 << RowsPerBlockLog2) - 1; row >= first; row--)
            {
                _free.Push(row);
            }
        }

        return _free.Pop();
    }

    public void GiveBack(int row) => _free.Push(row);

    /// <summary>A row's entries.</summary>
    public Span<int> this[int row] =>
        _blocks[row >> RowsPerBlockLog2].AsSpan((row & ((1 << RowsPerBlockLog2) - 1)) * Stride, Stride);

    /// <summary>The latest time in a row.</summary>
    public static int LatestOf(ReadOnlySpan<int> row)
    {
        int latest = 0;
        foreach (int at in row)
        {
            latest = Math.Max(latest, at);
        }

        return latest;
    }

    /// <summary>One entry.</summary>
    public ref int At(int row, int member) =>
        ref _blocks[row >> RowsPerBlockLog2][((row & ((1 << RowsPerBlockLog2) - 1)) * Stride) + member];
}
