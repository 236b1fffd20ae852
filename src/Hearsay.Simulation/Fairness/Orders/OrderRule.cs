namespace Hearsay.Simulation;

/// <summary>The rules of order that are compared on the same contests.</summary>
public enum OrderRule
{
    /// <summary>
    /// The consensus order as it is: round received, median of receipt times with ages, generation, whitened hash.
    /// </summary>
    Hearsay,

    /// <summary>
    /// A server on one of the players: order of arrival there, its own player's actions without delay. The mean over
    /// all players as the host. As favourable as a host can be: no tick, no queue, and honest unless a liar hosts.
    /// </summary>
    Host,

    /// <summary>The same with the later player as the host: what the others have against them.</summary>
    AgainstHost,

    /// <summary>The same graph, ordered by round received and whitened hash, without any timestamp.</summary>
    RoundAndHash,

    /// <summary>
    /// The same graph, timestamps as in the technical report: the receipt time is the creation time of the receiving
    /// event, without ages.
    /// </summary>
    ReceivingEvent,
}
