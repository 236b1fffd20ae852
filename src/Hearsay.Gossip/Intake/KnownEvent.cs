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

    /// <summary>True while it has a place in the waiting list.</summary>
    public bool Waits;

    /// <summary>Places that it takes in the waiting list, while it waits.</summary>
    public int Links;

    /// <summary>
    /// The event for whose sake it was taken in, when its creator branched; else the event itself. With
    /// <see cref="RootVersion"/> tells whether that one is still here.
    /// </summary>
    public int Root;

    /// <summary>The version of <see cref="Root"/> when this event came.</summary>
    public int RootVersion;

    /// <summary>How many events lie between it and its root: how far a ladder of branches was followed.</summary>
    public int Depth;

    /// <summary>Who made the root: the member on whose account the event waits.</summary>
    public MemberIndex Sponsor;

    /// <summary>Another event of the same creator and sequence (a branch), or -1.</summary>
    public int NextAlternative;

    /// <summary>The one that has this as its next alternative, or -1.</summary>
    public int PreviousAlternative;

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

    /// <summary>True when it is here only because another member's event needs it.</summary>
    public readonly bool IsSponsored => Sponsor != Layout.Creator;
}
