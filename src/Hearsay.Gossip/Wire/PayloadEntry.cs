namespace Hearsay.Gossip;

/// <summary>What an entry of a payload is.</summary>
public enum EntryKind
{
    /// <summary>An application action, with its member's action number.</summary>
    Action,

    /// <summary>Something of the session itself; its first byte says what.</summary>
    System,
}

/// <summary>One entry of an event's payload.</summary>
public readonly ref struct PayloadEntry
{
    /// <summary>Action or system entry.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>The member's own number of the action, from 1; 0 for a system entry.</summary>
    public required long ActionNumber { get; init; }

    /// <summary>1 to <see cref="Limits.ActionBytesMax"/> (or <see cref="Limits.SystemEntryBytesMax"/>) bytes.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }
}
