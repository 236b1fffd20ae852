using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>Figures of a session at one moment, since its start. The figures are taken one after the other.</summary>
public sealed record SessionStatistics
{
    /// <summary>The last round applied.</summary>
    public required Round LastRound { get; init; }

    /// <summary>Own actions accepted by Submit.</summary>
    public required long ActionsSubmitted { get; init; }

    /// <summary>Own actions that became final, rejected ones included.</summary>
    public required long OwnActionsFinal { get; init; }

    /// <summary>Own actions rejected by the state machine or the rate.</summary>
    public required long OwnActionsRejected { get; init; }

    /// <summary>Actions of all members that became final, rejected ones included.</summary>
    public required long ActionsFinal { get; init; }

    /// <summary>Actions of all members rejected by the state machine or the rate.</summary>
    public required long ActionsRejected { get; init; }

    /// <summary>Rounds decided.</summary>
    public required long Rounds { get; init; }

    /// <summary>Events in decided rounds.</summary>
    public required long OrderedEvents { get; init; }

    /// <summary>Events that entered the graph, own ones included.</summary>
    public required long GraphEvents { get; init; }

    /// <summary>Events in the graph that no decided round has received.</summary>
    public required int UnorderedEvents { get; init; }

    /// <summary>Datagrams received from the link, and their bytes without IP and UDP headers.</summary>
    public required long DatagramsIn { get; init; }

    public required long BytesIn { get; init; }

    /// <summary>Datagrams handed to the link, and their bytes without IP and UDP headers.</summary>
    public required long DatagramsOut { get; init; }

    public required long BytesOut { get; init; }

    /// <summary>Datagrams with nothing good in them: see <see cref="Session.RefusalsOf"/> for the reasons.</summary>
    public required long DatagramsRefused { get; init; }

    /// <summary>Datagrams dropped because this peer had fallen behind.</summary>
    public required long DatagramsDropped { get; init; }

    /// <summary>Datagrams waiting for the peer now, and at most so far.</summary>
    public required int InboxNow { get; init; }

    public required int InboxMost { get; init; }

    /// <summary>Own actions not yet handed to gossip.</summary>
    public required int SubmissionsQueued { get; init; }

    /// <summary>From Submit to final, own actions.</summary>
    public required Percentiles Finality { get; init; }

    /// <summary>What the state machine took per round, on this machine.</summary>
    public required Percentiles StateTick { get; init; }
}
