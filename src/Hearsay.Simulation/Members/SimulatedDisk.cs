namespace Hearsay.Simulation;

/// <summary>
/// What a peer's journal holds. Own events are on the disk when the call returns, with everything before them; events
/// of others lie in the system's cache until then, and a crash loses some of the last of them.
/// </summary>
internal sealed class SimulatedDisk
{
    private readonly List<byte[]> _records = [];
    private int _synced;

    /// <summary>The records, oldest first.</summary>
    public IReadOnlyList<byte[]> Records => _records;

    /// <summary>True when the next write fails.</summary>
    public bool IsFull { get; set; }

    /// <summary>
    /// True while all own events are surely here. After everything was lost, own events come back from others, and
    /// those may be torn off again: the journal is whole again with the next own event that is written.
    /// </summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Appends a record.</summary>
    /// <param name="bytes">An event.</param>
    /// <param name="isSynced">Whether it and everything before survives a crash from now on.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Append(ReadOnlySpan<byte> bytes, bool isSynced)
    {
        if (IsFull || _records.Count >= Limits.JournalEventsMax)
        {
            throw new IOException("The simulated disk is full; make room to go on.");
        }

        _records.Add(bytes.ToArray());
        _synced = isSynced ? _records.Count : _synced;
        IsComplete |= isSynced;
    }

    /// <summary>Loses a random part of what was not synced; a record torn in its middle is cut off.</summary>
    public void TearTail(Dice dice)
    {
        int kept = _synced + dice.Below(_records.Count - _synced + 1);
        _records.RemoveRange(kept, _records.Count - kept);
    }

    /// <summary>Loses everything.</summary>
    public void Wipe()
    {
        _records.Clear();
        _synced = 0;
        IsComplete = false;
    }
}
