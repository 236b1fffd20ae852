namespace Hearsay.Gossip;

/// <summary>
/// Actions and system entries that wait for an own event, in the order they came, encoded as they will be in the
/// payload.
/// </summary>
internal sealed class PayloadQueue(long firstActionNumber)
{
    private readonly byte[] _ring = new byte[Limits.QueuedPayloadBytesMax];
    private readonly Queue<Entry> _entries = new();
    private int _start;
    private int _copied;
    private long _oldestAction = firstActionNumber;

    /// <summary>Bytes that wait.</summary>
    public int Bytes { get; private set; }

    /// <summary>The number of the next action submitted.</summary>
    public long NextAction { get; private set; } = firstActionNumber;

    /// <summary>Adds an entry; false when the queue is full.</summary>
    public bool TryAdd(EntryKind kind, ReadOnlySpan<byte> bytes)
    {
        Span<byte> tag = stackalloc byte[Limits.MessageFrameBytesMax];
        tag = tag[..Varint.Write(tag, ((ulong)bytes.Length << 1) | (kind == EntryKind.System ? 1UL : 0))];
        if (Bytes + tag.Length + bytes.Length > _ring.Length)
        {
            return false;
        }

        Append(tag);
        Append(bytes);
        _entries.Enqueue(new Entry(kind, tag.Length + bytes.Length));
        NextAction += kind == EntryKind.Action ? 1 : 0;
        return true;
    }

    /// <summary>
    /// Goes on numbering after <paramref name="lastUsed"/>, when that is higher. Only while nothing waits.
    /// </summary>
    public void SkipActions(long lastUsed)
    {
        if (Bytes == 0 && lastUsed >= NextAction)
        {
            NextAction = lastUsed + 1;
            _oldestAction = NextAction;
        }
    }

    /// <summary>
    /// Writes as many entries as fit, as a payload; returns the bytes written. They stay in the queue.
    /// </summary>
    public int CopyInto(Span<byte> room)
    {
        _copied = CountFor(room.Length, out bool hasAction, out int bytes);
        if (_copied == 0)
        {
            return 0;
        }

        int at = Varint.Write(room, hasAction ? (ulong)_oldestAction : 0);
        int first = Math.Min(bytes, _ring.Length - _start);
        _ring.AsSpan(_start, first).CopyTo(room[at..]);
        _ring.AsSpan(0, bytes - first).CopyTo(room[(at + first)..]);
        return at + bytes;
    }

    /// <summary>Takes the entries copied last off the queue.</summary>
    public void RemoveCopied()
    {
        for (; _copied > 0; _copied--)
        {
            Entry entry = _entries.Dequeue();
            _start = (_start + entry.Length) % _ring.Length;
            Bytes -= entry.Length;
            _oldestAction += entry.Kind == EntryKind.Action ? 1 : 0;
        }
    }

    /// <summary>How many entries, and bytes of them, fit a payload of so many bytes.</summary>
    private int CountFor(int room, out bool hasAction, out int bytes)
    {
        int count = 0;
        bytes = 0;
        hasAction = false;
        foreach (Entry entry in _entries)
        {
            bool hasWith = hasAction || entry.Kind == EntryKind.Action;
            int front = Varint.Length(hasWith ? (ulong)_oldestAction : 0);
            if (front + bytes + entry.Length > room)
            {
                break;
            }

            bytes += entry.Length;
            hasAction = hasWith;
            count++;
        }

        return count;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        int at = (_start + Bytes) % _ring.Length;
        int first = Math.Min(bytes.Length, _ring.Length - at);
        bytes[..first].CopyTo(_ring.AsSpan(at));
        bytes[first..].CopyTo(_ring);
        Bytes += bytes.Length;
    }

    private readonly record struct Entry(EntryKind Kind, int Length);
}
