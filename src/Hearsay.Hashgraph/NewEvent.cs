namespace Hearsay.Hashgraph;

/// <summary>
/// A reference to an event inside one <see cref="EventGraph"/>. Goes stale when the graph drops the event; a stale
/// handle is refused, never misread.
/// </summary>
public readonly record struct EventHandle(int Slot, int Version)
{
    /// <summary>No event: the self-parent of sequence 0.</summary>
    public static EventHandle None => default;

    /// <summary>True for every handle but <see cref="None"/>.</summary>
    public bool IsSome => Version != 0;
}

/// <summary>An event of another creator that an event names.</summary>
/// <param name="Event">The named event.</param>
/// <param name="Age">How long before the naming event's creation its creator received it; not negative.</param>
public readonly record struct OtherParent(EventHandle Event, Micros Age);

/// <summary>What the graph needs to know of a new event, beside its other-parents.</summary>
public readonly record struct NewEvent
{
    /// <summary>The event's name, unique by the caller's promise (a cryptographic hash).</summary>
    public required EventHash Hash { get; init; }

    /// <summary>Who made it.</summary>
    public required MemberIndex Creator { get; init; }

    /// <summary>0 without a self-parent, else the self-parent's plus one.</summary>
    public required Sequence Sequence { get; init; }

    /// <summary>The creator's event before this one, or <see cref="EventHandle.None"/> at sequence 0.</summary>
    public required EventHandle SelfParent { get; init; }

    /// <summary>When the creator says that it was made; later than the self-parent's.</summary>
    public required Micros CreatedAt { get; init; }

    /// <summary>The caller's own mark; comes back in <see cref="OrderedEvent"/>. Means nothing to the graph.</summary>
    public long Tag { get; init; }
}

/// <summary>What became of an insertion. All but <see cref="Inserted"/> leave the graph as it was.</summary>
public enum InsertOutcome
{
    Inserted,

    /// <summary>An event with this hash is in this place already.</summary>
    Duplicate,

    /// <summary>The creator is not in the roster.</summary>
    UnknownCreator,

    /// <summary>The self-parent's handle is not of this graph, or the event was dropped as too old.</summary>
    UnknownSelfParent,

    /// <summary>An other-parent's handle is not of this graph, or the event was dropped as too old.</summary>
    UnknownOtherParent,

    /// <summary>The sequence is not the self-parent's plus one, or not 0 without one.</summary>
    SequenceGap,

    /// <summary>The self-parent was made by another member.</summary>
    ForeignSelfParent,

    /// <summary>An other-parent was made by the event's own creator.</summary>
    OwnOtherParent,

    /// <summary>Two other-parents were made by one member.</summary>
    TwoParentsOfOneCreator,

    /// <summary>More than <see cref="Limits.OtherParentsMax"/> other-parents.</summary>
    TooManyParents,

    /// <summary>The creation time is not after the self-parent's, or is negative.</summary>
    TimeNotAfterSelfParent,

    /// <summary>The creation time is after <see cref="Limits.CreatedAtMaxMicros"/>.</summary>
    TimeTooLate,

    /// <summary>An age is negative.</summary>
    NegativeAge,

    /// <summary>
    /// The creator has <see cref="Limits.LiveEventsPerMemberMax"/> events that are not received yet (fewer in large
    /// rosters), or the unreceived events of all take <see cref="Limits.LiveRowBytesMax"/>.
    /// </summary>
    TooManyUnreceived,

    /// <summary>The sequence is beyond <see cref="Limits.SequenceMax"/>: the epoch has lasted too long.</summary>
    EpochTooLong,
}
