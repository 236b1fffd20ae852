using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// No honest peer holds more than its limits say, whatever it is sent. Looked at once a virtual second.
/// </summary>
internal sealed class Bounds(Stage stage, GossipOptions options) : SessionWatcher
{
    /// <summary>
    /// Bytes of undecided events per member that a peer may hold beside what it retains: the graph's own bound on live
    /// events of a lane, each as long as an event can be.
    /// </summary>
    private const long UndecidedBytesPerMember =
        (long)Hashgraph.Limits.LiveEventsPerMemberMax * Gossip.Limits.EventBytesMax;

    /// <summary>The most events that waited for parents at an honest peer.</summary>
    public int MostWaiting { get; private set; }

    /// <summary>The most bytes of events that an honest peer held.</summary>
    public long MostBytesHeld { get; private set; }

    public override void Second()
    {
        foreach (Host host in stage.Honest)
        {
            if (host.IsUp)
            {
                Look(host);
            }
        }
    }

    private void Look(Host host)
    {
        GossipCounters counters = host.Peer.Gossip.Counters;
        MostWaiting = Math.Max(MostWaiting, counters.EventsWaiting);
        MostBytesHeld = Math.Max(MostBytesHeld, counters.EventBytesHeld);
        Require(host, "events waiting for parents", counters.EventsWaiting, options.WaitingEventsMax);
        Require(host, "bytes queued", counters.QueuedPayloadBytes, Gossip.Limits.QueuedPayloadBytesMax);
        Require(
            host,
            "bytes of events",
            counters.EventBytesHeld,
            options.RetainedBytesMax + (stage.Plan.Members * UndecidedBytesPerMember));
        Require(host, "actions pending", host.Peer.PendingActions, Session.Limits.PendingActionsMax);
    }

    private void Require(Host host, string what, long value, long most)
    {
        if (value > most)
        {
            stage.Violate("bounds", $"{host.Name} holds {value} {what}, at most {most}");
        }
    }
}
