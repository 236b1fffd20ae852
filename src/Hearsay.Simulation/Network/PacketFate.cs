namespace Hearsay.Simulation;

/// <summary>What happened to a datagram in the network, or on arrival.</summary>
public enum PacketFate
{
    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>Lost at random.</summary>
    Lost,

    /// <summary>Lost in a partition.</summary>
    Cut,

    /// <summary>Arrived a second time.</summary>
    Duplicated,

    /// <summary>Held up, so that later ones overtook it.</summary>
    Reordered,

    /// <summary>Dropped by the queue of a rate limit.</summary>
    OverRate,

    /// <summary>Its receiver was down.</summary>
    ReceiverDown,

    /// <summary>Its receiver's buffer was full.</summary>
    BufferFull,

    /// <summary>Held back by a scheduler that aims at starvation.</summary>
    HeldBack,
}
