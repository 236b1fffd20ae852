namespace Hearsay.Gossip;

/// <summary>What became of a submitted action.</summary>
public enum SubmitOutcome
{
    /// <summary>It goes into the next own event with room.</summary>
    Accepted,

    /// <summary>It has no bytes.</summary>
    Empty,

    /// <summary>
    /// It is longer than <see cref="Limits.ActionBytesMax"/> (a system entry:
    /// <see cref="Limits.SystemEntryBytesMax"/>).
    /// </summary>
    TooLong,

    /// <summary><see cref="Limits.QueuedPayloadBytesMax"/> bytes are waiting already: try again later.</summary>
    QueueFull,

    /// <summary>
    /// The peer resumes and does not know its own latest events yet: see <see cref="GossipEngine.IsReady"/>.
    /// </summary>
    NotReady,
}
