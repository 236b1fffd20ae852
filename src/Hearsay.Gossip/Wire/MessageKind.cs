namespace Hearsay.Gossip;

/// <summary>What a message in a datagram is: its first byte, followed by a varint length and a body.</summary>
internal enum MessageKind : byte
{
    /// <summary>One encoded event.</summary>
    Event = 1,

    /// <summary>Asks for events: see <see cref="RequestMessage"/>.</summary>
    Request = 2,

    /// <summary>Says which events the sender has: see <see cref="FrontierMessage"/>.</summary>
    Frontier = 3,

    /// <summary>Asks for the parents' hashes of an event: see <see cref="HashesMessage"/>.</summary>
    HashRequest = 4,

    /// <summary>The parents' hashes of an event: see <see cref="HashesMessage"/>.</summary>
    Hashes = 5,

    /// <summary>
    /// Those of an event's parents whose creators branched, by their hashes: see <see cref="HashesMessage"/>.
    /// </summary>
    BranchHashes = 6,
}
