using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>An event that came in and is kept, in the graph or waiting for its parents.</summary>
internal struct KnownEvent
{
    public EventHash Hash;

    public EventLayout Layout;

    /// <summary>The event in the graph; none while it waits.</summary>
    public EventHandle Handle;

    /// <summary>When it came here first, or was created here.</summary>
    public Micros ReceivedAt;

    /// <summary>Counts the events in the order they entered the graph.</summary>
    public long InsertionNumber;

    /// <summary>The block that holds the bytes; -1 once they were let go.</summary>
    public int Block;

    /// <summary>Parents that are still awaited.</summary>
    public int Missing;

    /// <summary>Places that it takes in the waiting list, while it waits.</summary>
    public int Links;

    /// <summary>Whose share of the waiting list it takes, while it waits.</summary>
    public int Share;

    /// <summary>
    /// True when an event that may enter the graph names exactly this one. Matters for a creator that branched.
    /// </summary>
    public bool IsWanted;

    /// <summary>True while it is kept aside: its creator branched, and it is not wanted.</summary>
    public bool IsHeldBack;

    /// <summary>Another event of the same creator and sequence (a branch), or -1.</summary>
    public int NextAlternative;

    /// <summary>Grows whenever the place is reused, so that an old reference shows.</summary>
    public int Version;

    /// <summary>
    /// Grows whenever the event begins to wait for something else, so that what it waited for shows as old.
    /// </summary>
    public int Wait;

    /// <summary>The peer that sent it first.</summary>
    public MemberIndex From;

    /// <summary>A peer that should have its parents: who sent it, or an honest member whose event needs it.</summary>
    public MemberIndex Holder;

    public readonly bool InGraph => Handle.IsSome;

    public readonly bool HasPayload => Layout.PayloadLength > 0;
}
