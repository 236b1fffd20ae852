using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>What the parts of one engine share. Each part changes only what its own documentation says.</summary>
internal sealed class EngineParts
{
    public EngineParts(GossipSetup setup, IGossipOutput output, Micros now)
    {
        Setup = setup;
        Output = output;
        Now = now;
        int members = setup.Roster.Count;
        Graph = new EventGraph(setup.Roster, setup.GraphOptions with { Followed = setup.Self });
        Refusals = new RefusalCounts(members);
        Known = new KnownEvents(members, setup.Screen?.Kept);
        Peers = new PeerTable(setup, now);
        Outbox = new Outbox(this);
    }

    public GossipSetup Setup { get; }

    public GossipOptions Options => Setup.Options;

    public Roster Roster => Setup.Roster;

    public MemberIndex Self => Setup.Self;

    public IGossipOutput Output { get; }

    public EventGraph Graph { get; }

    public GossipCounters Counters { get; } = new();

    public RefusalCounts Refusals { get; }

    public KnownEvents Known { get; }

    public PeerTable Peers { get; }

    public Outbox Outbox { get; }

    /// <summary>The time of the current step; never decreases.</summary>
    public Micros Now { get; private set; }

    /// <summary>Begins a step.</summary>
    public void MoveTo(Micros now) => Now = Schedules.Max(Now, now);
}
