using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// The events that wait for parents: each creator has its share of the room, so that nobody's events push out
/// another's. Those that branched have one room for all of them: a share alone would not hold a chain of theirs that
/// is resolved from its newest event down.
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
    private readonly int _linksMax;

    public WaitingEvents(EngineParts parts)
    {
        _parts = parts;
        _events = new int[parts.Roster.Count + 1];
        _links = new int[parts.Roster.Count + 1];
        _eventsMax = Math.Max(EventsPerCreatorMin, parts.Options.WaitingEventsMax / parts.Roster.Count);
        _linksMax = Math.Max(LinksPerCreatorMin, _eventsMax * LinksPerEvent);
    }

    /// <summary>What they wait for.</summary>
    public AwaitedEvents Awaited { get; } = new();

    /// <summary>
    /// Takes a place for an event with so many missing parents; false when the room for its creator, or for those that
    /// branched, is used up.
    /// </summary>
    public bool TryEnter(int index, int missing, bool hasBranched)
    {
        ref KnownEvent known = ref _parts.Known[index];
        int share = hasBranched ? _parts.Roster.Count : known.Layout.Creator.Value;
        int eventsMax = hasBranched ? Limits.BranchedEventsMax : _eventsMax;
        int linksMax = hasBranched ? Limits.BranchedEventsMax * LinksPerEvent : _linksMax;
        if (_events[share] >= eventsMax || _links[share] + missing > linksMax)
        {
            return false;
        }

        known.Share = share;
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
        _events[known.Share]--;
        _links[known.Share] -= known.Links;
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
            // No reordering explains that another branch came first.
            Micros due = parent.IsBranch ? _parts.Now : _parts.Now + ReorderDelay(known.From);
            int awaited = Awaited.Find(parent.Creator, parent.Sequence);
            if (awaited < 0)
            {
                awaited = Awaited.Add(parent, known.Holder, _parts.Now, due);
            }

            if (parent.IsBranch && !Awaited[awaited].WantsAlternative)
            {
                Awaited[awaited].WantsAlternative = true;
                Awaited.Reschedule(awaited, due);
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
}
