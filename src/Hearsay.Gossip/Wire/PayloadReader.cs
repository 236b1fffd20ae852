namespace Hearsay.Gossip;

/// <summary>
/// Walks the entries of an event's payload. Payloads are validated when their event comes in, so walking cannot fail.
/// </summary>
/// <remarks>
/// Format: nothing at all, or a varint with the number of the first action (0 when there is none) followed by one or
/// more entries; an entry is a varint <c>length · 2 + (1 for a system entry)</c> and its bytes. The actions of one
/// payload have consecutive numbers.
/// </remarks>
public ref struct PayloadReader
{
    private readonly ReadOnlySpan<byte> _payload;
    private long _nextAction;
    private int _at;

    internal PayloadReader(ReadOnlySpan<byte> validPayload)
    {
        _payload = validPayload;
        if (!validPayload.IsEmpty)
        {
            Varint.TryRead(validPayload, ref _at, Limits.ActionNumberMax, out ulong first);
            _nextAction = (long)first;
        }
    }

    /// <summary>The next entry; false after the last.</summary>
    public bool TryRead(out PayloadEntry entry)
    {
        if (_at >= _payload.Length)
        {
            entry = default;
            return false;
        }

        Varint.TryRead(_payload, ref _at, int.MaxValue, out int tag);
        bool isSystem = (tag & 1) != 0;
        entry = new PayloadEntry
        {
            Kind = isSystem ? EntryKind.System : EntryKind.Action,
            ActionNumber = isSystem ? 0 : _nextAction++,
            Bytes = _payload.Slice(_at, tag >> 1),
        };
        _at += tag >> 1;
        return true;
    }

    /// <summary>True for the bytes of a canonical payload.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return true;
        }

        int at = 0;
        if (!Varint.TryRead(payload, ref at, Limits.ActionNumberMax, out ulong firstAction) || at == payload.Length)
        {
            return false;
        }

        bool hasAction = false;
        while (at < payload.Length)
        {
            if (!Varint.TryRead(payload, ref at, int.MaxValue, out int tag))
            {
                return false;
            }

            bool isSystem = (tag & 1) != 0;
            int length = tag >> 1;
            int lengthMax = isSystem ? Limits.SystemEntryBytesMax : Limits.ActionBytesMax;
            if (length == 0 || length > lengthMax || length > payload.Length - at)
            {
                return false;
            }

            hasAction |= !isSystem;
            at += length;
        }

        return hasAction == (firstAction != 0);
    }
}
