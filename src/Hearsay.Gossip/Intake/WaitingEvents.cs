using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// The events that wait for parents: each creator has its share of the room, so that nobody's events push out
/// another's. Those of members that branched wait on the account of the member whose event needs them, which has a room
/// of its own for that.
/// </summary>
internal sealed class WaitingEvents
{
    // Half a minute of a thousand members' events at two a second each, most of their parents missing.
    private const int EventsPerCreatorMin = 64;
    private const int LinksPerEvent = 4;
    private const int LinksPerCreatorMin = 2_048;

    private readonly EngineParts _parts;
    private readonly int[] _events;
    private readonly int[] _links;
    private readonly int _eventsMax;
    private readonly int _sponsoredMax;

    public WaitingEvents(EngineParts parts)
    {
        _parts = parts;
        int members = parts.Roster.Count;
        _events = new int[2 * members];
        _links = new int[2 * members];
        _eventsMax = Math.Max(EventsPerCreatorMin, parts.Options.WaitingEventsMax / members);
        _sponsoredMax = Math.Clamp(
            Limits.SponsoredEventsMax / members, EventsPerCreatorMin, Limits.SponsoredEventsPerMemberMax);
    }

    /// <summary>What they wait for.</summary>
    public AwaitedEvents Awaited { get; } = new();

    /// <summary>
    /// Takes a place for an event with so many missing parents; false when the room of its account is used up.
    /// </summary>
    public bool TryEnter(int index, int missing)
    {
        ref KnownEvent known = ref _parts.Known[index];
        int share = ShareOf(known);
        int eventsMax = known.IsSponsored ? _sponsoredMax : _eventsMax;
        if (_events[share] >= eventsMax
            || _links[share] + missing > Math.Max(LinksPerCreatorMin, eventsMax * LinksPerEvent))
        {
            return false;
        }

        Invariant.Check(!known.Waits && !known.InGraph, "an event begins to wait once, before it enters the graph");
        known.Waits = true;
        known.Links = missing;
        _events[share]++;
        _links[share] += missing;
        _parts.Counters.EventsWaiting++;
        return true;
    }

    /// <summary>Gives an event's place back.</summary>
    public void Leave(int index)
    {
        ref KnownEvent known = ref _parts.Known[index];
        int share = ShareOf(known);
        Invariant.Check(known.Waits && _links[share] >= known.Links, "an event leaves the place that it took");
        known.Waits = false;
        _events[share]--;
        _links[share] -= known.Links;
        known.Links = 0;
        known.Missing = 0;
        known.Wait++;
        _parts.Counters.EventsWaiting--;
    }

    /// <summary>Registers an event that entered under everything that it misses.</summary>
    public void Register(int index, ReadOnlySpan<MissingParent> missing)
    {
        ref KnownEvent known = ref _parts.Known[index];
        known.Missing = missing.Length;
        foreach (MissingParent parent in missing)
        {
            int awaited = Awaited.Find(parent);
            if (awaited < 0)
            {
                awaited = Awaited.Add(parent, known.Holder, _parts.Now, _parts.Now + ReorderDelay(known.From));
            }

            Awaited.AddWaiter(awaited, index, known.Wait);
        }
    }

    /// <summary>
    /// How long datagrams of this peer may overtake each other: a quarter of the delay, since jitter grows with it.
    /// </summary>
    public Micros ReorderDelay(MemberIndex from) => new(Math.Clamp(
        _parts.Peers[from].Delay.OneWay.Value / 4,
        Schedules.FromMs(_parts.Options.ReorderMinMs).Value,
        Schedules.FromMs(_parts.Options.ReorderMaxMs).Value));

    private int ShareOf(in KnownEvent known) =>
        known.IsSponsored ? _parts.Roster.Count + known.Sponsor.Value : known.Layout.Creator.Value;
}
