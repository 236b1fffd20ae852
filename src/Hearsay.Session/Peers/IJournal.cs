namespace Hearsay.Session;

/// <summary>
/// Where a peer writes its epoch's events, parents first, so that replaying them gives the same graph. Called on the
/// peer's thread. An exception stops the peer before the event is sent. Spans are valid during the call only.
/// </summary>
public interface IJournal
{
    /// <summary>A new own event, before anybody gets it: must survive a crash when the call returns.</summary>
    public void OwnEvent(ReadOnlySpan<byte> eventBytes);

    /// <summary>An event that came from others and entered the graph.</summary>
    public void AcceptedEvent(ReadOnlySpan<byte> eventBytes);

    /// <summary>
    /// Which parents the event accepted next means, where branches make that unclear: a record of its own, to be
    /// replayed before the event.
    /// </summary>
    public void ParentHashes(ReadOnlySpan<byte> record);
}

/// <summary>Keeps nothing: for sessions that end when their process does. Thread-safe.</summary>
public sealed class NoJournal : IJournal
{
    private NoJournal()
    {
    }

    public static NoJournal Instance { get; } = new();

    public void OwnEvent(ReadOnlySpan<byte> eventBytes)
    {
    }

    public void AcceptedEvent(ReadOnlySpan<byte> eventBytes)
    {
    }

    public void ParentHashes(ReadOnlySpan<byte> record)
    {
    }
}
