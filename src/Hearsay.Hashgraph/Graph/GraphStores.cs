namespace Hearsay.Hashgraph;

/// <summary>What the parts of one graph share. Each part changes only what its own documentation says.</summary>
internal sealed class GraphStores
{
    public GraphStores(Roster roster, int linkableEventsMax)
    {
        Roster = roster;
        Weights = new MemberWeights(roster);
        Events = new EventStore(linkableEventsMax);
        SelfChains = new SelfChains(Events);
        Rows = new RowStore(roster.Count);
        Chains = new MemberChains(roster.Count);
        Branched = new BranchedMembers(roster.Count);
    }

    public Roster Roster { get; }

    public MemberWeights Weights { get; }

    public EventStore Events { get; }

    public SelfChains SelfChains { get; }

    public RowStore Rows { get; }

    public MemberChains Chains { get; }

    public BranchedMembers Branched { get; }

    /// <summary>
    /// The linkable events that began a branch: those whose place on the chain was taken when they came. By hash, so
    /// that a copy of one is known, however many there are.
    /// </summary>
    public Dictionary<EventHash, EventHandle> BranchStarts { get; } = [];
}
