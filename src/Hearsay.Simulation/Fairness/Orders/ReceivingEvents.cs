namespace Hearsay.Simulation;

/// <summary>
/// For an event, each member's first event that has it as an ancestor: the technical report takes the creation time of
/// that for the receipt time (SWIRLDS-TR-2016-01, section 5, "findOrder").
/// </summary>
internal sealed class ReceivingEvents
{
    private readonly RecordedEvent _watched;
    private readonly long?[] _createdAt;

    public ReceivingEvents(RecordedEvent watched, int members)
    {
        _watched = watched;
        _createdAt = new long?[members];
        _createdAt[watched.Creator] = watched.CreatedAt;
    }

    /// <summary>What a member's first event with it says when it was made; null before there is one.</summary>
    public long? CreatedAtOf(int member) => _createdAt[member];

    /// <summary>Takes note of the next event of the graph.</summary>
    public void Note(RecordedEvent added, RecordedGraph graph)
    {
        if (_createdAt[added.Creator] is null && graph.Descends(added, _watched))
        {
            _createdAt[added.Creator] = added.CreatedAt;
        }
    }

    /// <summary>The lower median over the judges, who all have the event among their ancestors.</summary>
    public long MedianOver(IReadOnlyCollection<int> judges)
    {
        long[] times = [.. judges.Select(judge => _createdAt[judge] ?? long.MaxValue).Order()];
        return times[(times.Length - 1) / 2];
    }
}
