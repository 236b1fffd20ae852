using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// When each member creates its next event, by the rule of gossip.md: once per cadence, sooner when events of a
/// supermajority came since the last own one, never faster than pushing to everybody fits the upload budget, slowly
/// while less than a supermajority can be heard.
/// </summary>
internal sealed class CrowdPace
{
    private const long MicrosPerS = 1_000_000;

    // Three quarters of the upload budget are for pushes.
    private const int PushShareNumerator = 3;
    private const int PushShareDenominator = 4;
    private const int FirstEventBytes = 300;

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
            member.PushBytes = (long)(options.Members - 1) * (FirstEventBytes + Gossip.Limits.PacketOverheadBytes);
            member.Cadence = Cadence(geography.MedianDelayMicros(new MemberIndex(i)));
            member.OwnEvents = 1;
            member.Arrived = 1;
            if (i != options.OutsideMember)
            {
                Plan(i, dice.Between(0, Math.Max(member.Cadence, UploadMicros(i))));
            }
        }

        WatchesArrivals = Enumerable.Range(0, options.Members)
            .Any(i => Math.Max(UploadMicros(i), MinimumMicros) < _members[i].Cadence);
        _seenIn = WatchesArrivals ? new int[options.Members * options.Members] : [];
    }

    /// <summary>True when a member may create early, and so must be told what arrives.</summary>
    public bool WatchesArrivals { get; }

    private long MinimumMicros => (long)(_options.Gossip.MinimumIntervalMs * 1_000);

    /// <summary>When the next member is due as far as is known.</summary>
    public long NextDue => _due.TryPeek(out _, out long at) ? at : long.MaxValue;

    /// <summary>Notes that an event will enter a member's view at a time.</summary>
    public void NoteArrival(int member, int creator, long at) => _arrivals.Enqueue((member, creator), at);

    /// <summary>Notes an event that a member created, and plans its next one.</summary>
    public void NoteCreated(int index, long now, int eventBytes)
    {
        ref Member member = ref _members[index];
        int packet = Gossip.Limits.MessageFrameBytesMax + DatagramHeader.Bytes
            + Gossip.Limits.PacketOverheadBytes;
        long pushed = (long)(_options.Members - 1) * (eventBytes + packet);
        member.PushBytes += (pushed - member.PushBytes) / 8;
        member.OwnEvents++;
        member.Arrived = 1;
        member.CreatedAt = now;
        Plan(index, now + Interval(index, now));
    }

    /// <summary>A member that creates nothing any more.</summary>
    public void Stop(int index) => _members[index].Due = long.MaxValue;

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
        if (3L * member.Arrived > 2L * _members.Length && member.Due != long.MaxValue)
        {
            long early = Math.Max(at, member.CreatedAt + Interval(index, at));
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

    private long Interval(int index, long now)
    {
        ref Member member = ref _members[index];
        bool hasSupermajority = 3L * member.Arrived > 2L * _members.Length;
        long interval = hasSupermajority ? MinimumMicros : member.Cadence;
        if (_options.Gossip.HeartbeatMs > 0)
        {
            interval = Math.Min(interval, (long)(_options.Gossip.HeartbeatMs * 1_000));
        }

        if (_cut.IsUnheard(index, now))
        {
            interval = Math.Max(interval, (long)(_options.Gossip.UnheardIntervalMs * 1_000));
        }

        return Math.Max(1, Math.Max(interval, UploadMicros(index)));
    }

    private long Cadence(int medianDelay)
    {
        long least = (long)(_options.Gossip.CadenceMinMs * 1_000);
        long most = (long)(_options.Gossip.CadenceMaxMs * 1_000);
        return Math.Clamp(medianDelay / 3, least, Math.Max(least, most));
    }

    private long UploadMicros(int index) =>
        _members[index].PushBytes * MicrosPerS * PushShareDenominator
        / (_options.Gossip.UploadBytesPerS * PushShareNumerator);

    private struct Member
    {
        public long Due;
        public long CreatedAt;
        public long PushBytes;
        public long Cadence;
        public int OwnEvents;
        public int Arrived;
    }
}
