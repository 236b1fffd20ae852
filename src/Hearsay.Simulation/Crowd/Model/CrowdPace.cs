using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// When each member creates its next event: by the engine's own rule (<see cref="CreationPace"/>), from what has
/// arrived at the member.
/// </summary>
internal sealed class CrowdPace
{
    private readonly CrowdOptions _options;
    private readonly CrowdCut _cut;
    private readonly Member[] _members;
    private readonly int[] _seenIn;
    private readonly PriorityQueue<int, long> _due = new();
    private readonly PriorityQueue<(int Member, int Creator), long> _arrivals = new();

    public CrowdPace(CrowdOptions options, CrowdGeography geography, CrowdCut cut)
    {
        _options = options;
        _cut = cut;
        _members = new Member[options.Members];
        Dice dice = new(options.Seed, "pace");
        for (int i = 0; i < options.Members; i++)
        {
            ref Member member = ref _members[i];
            member.Pace = new CreationPace(options.Gossip, options.Members, default);
            member.Cadence = member.Pace.Cadence(new Micros(geography.MedianDelayMicros(new MemberIndex(i))));
            member.OwnEvents = 1;
            member.Arrived = 1;
            if (i != options.OutsideMember)
            {
                Plan(i, dice.Between(0, Math.Max(member.Cadence.Value, member.Pace.Upload().Value)));
            }
        }

        WatchesArrivals = _members.Any(member =>
            Math.Max(member.Pace.Upload().Value, member.Pace.Early(isTurn: true).Value) < member.Cadence.Value);
        _seenIn = WatchesArrivals ? new int[options.Members * options.Members] : [];
    }

    /// <summary>True when a member may create early, and so must be told what arrives.</summary>
    public bool WatchesArrivals { get; }

    /// <summary>When the next member is due as far as is known.</summary>
    public long NextDue => _due.TryPeek(out _, out long at) ? at : long.MaxValue;

    /// <summary>Notes that an event will enter a member's view at a time.</summary>
    public void NoteArrival(int member, int creator, long at) => _arrivals.Enqueue((member, creator), at);

    /// <summary>Notes an event that a member created, and plans its next one.</summary>
    /// <param name="index">The member.</param>
    /// <param name="now">The time.</param>
    /// <param name="pushedBytes">What it takes to send it to one other member, packet overhead included.</param>
    /// <param name="actsAt">When something waits for the next event.</param>
    public void NoteCreated(int index, long now, int pushedBytes, long actsAt)
    {
        ref Member member = ref _members[index];
        member.Pace.NotePushed((long)(_options.Members - 1) * pushedBytes);
        member.OwnEvents++;
        member.Arrived = 1;
        member.ActsAt = actsAt;
        member.Pace.NoteCreated(new Micros(now));
        Plan(index, Due(index, now));
    }

    /// <summary>The next creation, if there is one by <paramref name="until"/>.</summary>
    public bool TryNext(long until, out int member, out long at)
    {
        while (true)
        {
            bool hasDue = _due.TryPeek(out member, out at);
            if (_arrivals.TryPeek(out (int Member, int Creator) arrival, out long arrivesAt)
                && arrivesAt <= Math.Min(until, hasDue ? at : long.MaxValue))
            {
                _arrivals.Dequeue();
                Arrive(arrival.Member, arrival.Creator, arrivesAt);
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

    private void Arrive(int index, int creator, long at)
    {
        ref Member member = ref _members[index];
        ref int seen = ref _seenIn[(index * _members.Length) + creator];
        if (seen == member.OwnEvents || creator == index)
        {
            return;
        }

        seen = member.OwnEvents;
        member.Arrived++;
        if (HasSupermajority(member) && member.Due != long.MaxValue)
        {
            long early = Math.Max(at, Due(index, at));
            if (early < member.Due)
            {
                Plan(index, early);
            }
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
        Micros wanted = HasSupermajority(member) ? member.Pace.Early(isTurn: true) : member.Cadence;
        Micros interval = member.Pace.Interval(wanted, _cut.IsUnheard(index, now));
        long unasked = member.Pace.Due(interval, hasPayload: false).Value;
        long asked = Math.Max(member.ActsAt, member.Pace.Due(interval, hasPayload: true).Value);
        return Math.Max(now + 1, Math.Min(unasked, asked));
    }

    private bool HasSupermajority(in Member member) => 3L * member.Arrived > 2L * _members.Length;

    private struct Member
    {
        public CreationPace Pace;
        public Micros Cadence;
        public long Due;
        public long ActsAt;
        public int OwnEvents;
        public int Arrived;
    }
}
