namespace Hearsay.Session.Tests;

/// <summary>A journal in memory.</summary>
/// <param name="isKept">False: forgets everything, and allocates nothing.</param>
/// <param name="before">What an earlier run wrote.</param>
internal sealed class MemoryJournal(bool isKept, IReadOnlyList<byte[]> before) : IJournal
{
    public List<byte[]> Events { get; } = [.. before];

    public void OwnEvent(ReadOnlySpan<byte> eventBytes) => AcceptedEvent(eventBytes);

    public void ParentHashes(ReadOnlySpan<byte> record) => AcceptedEvent(record);

    public void AcceptedEvent(ReadOnlySpan<byte> eventBytes)
    {
        if (isKept)
        {
            Events.Add(eventBytes.ToArray());
        }
    }
}
