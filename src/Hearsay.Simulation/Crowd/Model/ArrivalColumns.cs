namespace Hearsay.Simulation;

/// <summary>
/// The newest events' arrivals once more, a column per member, so that a member's view is read from one stretch of
/// memory instead of a page per event.
/// </summary>
internal sealed class ArrivalColumns
{
    private const int EventsLog2 = 12;
    private const int Mask = Events - 1;

    // Columns of a power of two in length would all compete for the same lines of the caches.
    private const int Stride = Events + 16;

    private readonly int _members;
    private readonly int[] _cells;

    public ArrivalColumns(int members)
    {
        _members = members;
        _cells = new int[members * Stride];
    }

    /// <summary>So many of the newest events are held.</summary>
    public const int Events = 1 << EventsLog2;

    /// <summary>One entry, of one of the newest events.</summary>
    public ref int At(long number, int member) => ref _cells[(member * Stride) + (int)(number & Mask)];

    /// <summary>A member's column; an event is at its number modulo <see cref="Events"/>.</summary>
    public ReadOnlySpan<int> Of(int member) => _cells.AsSpan(member * Stride, Events);

    /// <summary>Copies the row of a new event.</summary>
    public void Add(long number, ReadOnlySpan<int> row)
    {
        int cell = (int)(number & Mask);
        for (int member = 0; member < _members; member++)
        {
            _cells[cell] = row[member];
            cell += Stride;
        }
    }
}
