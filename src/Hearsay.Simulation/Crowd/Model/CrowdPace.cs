using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// When each member creates its next event: by the engine's own rule (<see cref="CreationRule"/>), from what has
/// arrived at the member. Something is always to be ordered.
/// </summary>
internal sealed class CrowdPace
{
    private readonly CrowdOptions _options;
    private readonly CrowdCut _cut;
    private readonly CrowdEvents _events;
    private readonly CrowdProgress? _progress;
    private readonly Member[] _members;
    private readonly PriorityQueue<int, long> _due = new();
    private readonly PriorityQueue<(int Member, int Creator, int Sequence), (long At, long Number)> _arrivals = new();

    public CrowdPace(CrowdOptions options, CrowdGeography geography, CrowdCut cut, EventGraph graph, CrowdEvents events)
    {
        _options = options;
        _cut = cut;
        _events = events;
        _members = new Member[options.Members];
        Dice dice = new(options.Seed, "pace");
        for (int i = 0; i < options.Members; i++)
        {
            ref Member member = ref _members[i];
            member.Rule = new CreationRule(options.Gossip, graph.Roster, default);
            member.MedianDelay = new Micros(geography.MedianDelayMicros(new MemberIndex(i)));
            member.Due = long.MaxValue;
            if (i != options.OutsideMember)
            {
                Plan(i, dice.Between(0, Math.Max(member.MedianDelay.Value, member.Rule.BudgetInterval.Value)));
            }
        }

        bool areStarved = _members.All(member => member.Rule.StaysStarved(member.MedianDelay));
        _progress = areStarved ? null : new CrowdProgress(graph, events);
    }

    /// <summary>True when what arrives decides when members create, and so must be told.</summary>
    public bool WatchesArrivals => _progress is not null;

    /// <summary>When the next member is due as far as is known.</summary>
    public long NextDue => _due.TryPeek(out _, out long at) ? at : long.MaxValue;

    /// <summary>Notes that an event will enter a member's view at a time.</summary>
    public void NoteArrival(int member, long number, long at)
    {
        if (member != _events[number].Creator)
        {
            _arrivals.Enqueue((member, _events[number].Creator, _events[number].Sequence), (at, number));
        }
    }

    /// <summary>Notes a new event, before it arrives anywhere else.</summary>
    public void NoteInserted(long number)
    {
        _progress?.NoteCreated(number);
        _progress?.Take(_events[number].Creator, _events[number].Creator, _events[number].Sequence);
    }

    /// <summary>Notes an event that a member created, and plans its next one.</summary>
    /// <param name="index">The member.</param>
    /// <param name="now">The time.</param>
    /// <param name="pushedBytes">What it takes to send it to one other member, packet overhead included.</param>
    /// <param name="actsAt">When something waits for the next event.</param>
    public void NoteCreated(int index, long now, int pushedBytes, long actsAt)
    {
        ref Member member = ref _members[index];
        member.Rule.NotePushed((long)(_options.Members - 1) * pushedBytes);
        member.ActsAt = actsAt;
        member.Rule.NoteCreated(new Micros(now));
        Observe(index, now);
        Plan(index, Due(index, now));
    }

    /// <summary>Notes that the graph is too full for a member's event, and plans another try.</summary>
    public void NoteRefused(int index, long now)
    {
        _members[index].Rule.NoteRefused(new Micros(now));
        Plan(index, Due(index, now));
    }

    /// <summary>The next creation, if there is one by <paramref name="until"/>.</summary>
    public bool TryNext(long until, out int member, out long at)
    {
        while (true)
        {
            bool hasDue = _due.TryPeek(out member, out at);
            if (_arrivals.TryPeek(
                    out (int Member, int Creator, int Sequence) arrival, out (long At, long Number) arrives)
                && arrives.At <= Math.Min(until, hasDue ? at : long.MaxValue))
            {
                _arrivals.Dequeue();
                Arrive(arrival, arrives.At);
                continue;
            }

            if (!hasDue || at > until)
            {
                return false;
            }

            _due.Dequeue();
            if (_members[member].Due == at)
            {
                _members[member].Due = long.MaxValue;
                return true;
            }
        }
    }

    private void Arrive((int Member, int Creator, int Sequence) arrival, long at)
    {
        bool isNew = _progress!.Take(arrival.Member, arrival.Creator, arrival.Sequence);
        if (!isNew || _members[arrival.Member].Due == long.MaxValue)
        {
            return;
        }

        Observe(arrival.Member, at);
        long due = Math.Max(at, Due(arrival.Member, at));
        if (due != _members[arrival.Member].Due)
        {
            Plan(arrival.Member, due);
        }
    }

    private void Observe(int index, long at)
    {
        if (_progress is not null)
        {
            _members[index].Rule.Observe(_progress.Of(index), new Micros(at));
        }
    }

    private void Plan(int index, long at)
    {
        _members[index].Due = at;
        _due.Enqueue(index, at);
    }

    private long Due(int index, long now)
    {
        ref Member member = ref _members[index];
        bool isSlowed = _cut.IsUnheard(index, now);
        CreationNeed need = new(member.MedianDelay, IsActive: true, HasPayload: false, isSlowed);
        long unasked = member.Rule.Due(need).Value;
        long asked = Math.Max(member.ActsAt, member.Rule.Due(need with { HasPayload = true }).Value);
        return Math.Max(now + 1, Math.Min(unasked, asked));
    }

    private struct Member
    {
        public CreationRule Rule;
        public Micros MedianDelay;
        public long Due;
        public long ActsAt;
    }
}
