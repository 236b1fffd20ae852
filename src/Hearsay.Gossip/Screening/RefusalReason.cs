namespace Hearsay.Gossip;

/// <summary>
/// Why something from the network was refused. Counted per peer that sent it, never logged per datagram.
/// </summary>
public enum RefusalReason
{
    /// <summary>Not a datagram or event of this format, or not in its canonical form.</summary>
    Malformed,

    /// <summary>A datagram of another epoch.</summary>
    WrongEpoch,

    /// <summary>
    /// A datagram whose sender is not the member that the link received it from, or in the own member's name.
    /// </summary>
    WrongSender,

    /// <summary>An event of a creator, or with a parent of a creator, who is not in the roster.</summary>
    UnknownCreator,

    /// <summary>The signature is not the creator's.</summary>
    BadSignature,

    /// <summary>More parents than the roster has other members.</summary>
    TooManyParents,

    /// <summary>An event too far ahead of what is known of its creator to wait for the gap to close.</summary>
    SequenceGap,

    /// <summary>An event with a parent too far ahead of what is known of the parent's creator.</summary>
    ParentTooFarAhead,

    /// <summary>A parent was ordered so long ago that it cannot be named any more.</summary>
    ParentTooOld,

    /// <summary>The creation time is not after the self-parent's, or beyond any calendar.</summary>
    TimeNotAfterSelfParent,

    /// <summary>
    /// More events or requests in a second than any honest member sends, or more signatures to check.
    /// </summary>
    OverRate,

    /// <summary>The creator's, or the neighbour's, share of a bounded buffer is used up.</summary>
    OverBuffer,

    /// <summary>The creator is known to have branched, and no event of another member needs this one.</summary>
    CreatorBranched,

    /// <summary>An event waited for its parents, nobody sent them, and it was dropped.</summary>
    ParentsNotFound,

    /// <summary>Parent hashes that were not asked for, or do not match the event's digest.</summary>
    WrongHashes,

    /// <summary>A copy of an event that is here, under another signature than the one here: not even checked.</summary>
    SignedAgain,
}
