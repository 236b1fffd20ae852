using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// On whose account the events of members that branched are fetched. Such an event is taken in only because another
/// member's event (its root) needs it, and that member pays, at its own rate: whoever builds a ladder of a thousand
/// branches below one event waits for it longest. When others' events need the root in turn, they pay beside it: what an
/// honest member names comes at the rate of all that need it.
/// </summary>
internal sealed class Sponsors
{
    // From an event to one of another member that needs it, and on: hostile members can make that chain long.
    private const int AccountsMax = 16;

    // A self-chain that waits is at most as long as its creator's room.
    private const int ChainStepsMax = 4_096;

    private readonly EngineParts _parts;
    private readonly WaitingEvents _waiting;
    private readonly Undecided _undecided;
    private readonly TokenBucket[] _events;
    private readonly int _undecidedMax;

    public Sponsors(EngineParts parts, WaitingEvents waiting, Undecided undecided)
    {
        _parts = parts;
        _waiting = waiting;
        _undecided = undecided;
        _undecidedMax = UndecidedShare.Of(parts.Roster.Count);
        _events = new TokenBucket[parts.Roster.Count];
        _events.AsSpan().Fill(new TokenBucket(
            Limits.SponsoredEventsPerS, Limits.SponsoredEventsPerS, parts.Now));
    }

    /// <summary>True while the event for whose sake this one came is still here.</summary>
    public bool HasRoot(int index)
    {
        ref KnownEvent known = ref _parts.Known[index];
        return _parts.Known[known.Root].Version == known.RootVersion;
    }

    /// <summary>
    /// Takes one event's worth from the account of the root's creator, or of another member whose event needs the root;
    /// false when all of them have to wait.
    /// </summary>
    public bool TryCharge(int root)
    {
        for (int i = 0; i < AccountsMax && root >= 0; i++)
        {
            int member = _parts.Known[root].Layout.Creator.Value;
            if (_undecided.SponsoredBy(new MemberIndex(member)) < _undecidedMax
                && _events[member].TryTake(1, _parts.Now))
            {
                return true;
            }

            root = NeededBy(root);
        }

        return false;
    }

    /// <summary>
    /// An event of another member that waits for this one, directly or through the chain of this one's creator; -1 when
    /// there is none. What is needed so is not given up.
    /// </summary>
    public int NeededBy(int index)
    {
        for (int step = 0; step < ChainStepsMax && index >= 0; step++)
        {
            ref KnownEvent known = ref _parts.Known[index];
            MemberIndex creator = known.Layout.Creator;
            int byPlace = _waiting.Awaited.Find(creator, known.Layout.Sequence);
            int byHash = _waiting.Awaited.Find(known.Hash);
            int other = OtherWaiter(byPlace, creator, out int own);
            int otherByHash = OtherWaiter(byHash, creator, out int ownByHash);
            other = other < 0 ? otherByHash : other;
            if (other >= 0)
            {
                return other;
            }

            index = Math.Max(own, ownByHash);
        }

        return -1;
    }

    /// <summary>True when an event of another member waits for this place of a member's chain, or for what follows it.</summary>
    public bool IsNeeded(MemberIndex creator, Sequence sequence)
    {
        int other = OtherWaiter(_waiting.Awaited.Find(creator, sequence), creator, out int own);
        return other >= 0 || (own >= 0 && NeededBy(own) >= 0);
    }

    /// <summary>Takes an event that came from the account of the member for whose sake it came, or into its debt.</summary>
    public void Charge(MemberIndex member) => _events[member.Value].TakeAhead(1, _parts.Now);

    /// <summary>True when this number still means an event that waits, and for the same.</summary>
    public bool IsWaiting(int index, int wait) =>
        _parts.Known[index].Wait == wait && !_parts.Known[index].InGraph;

    /// <summary>A waiter of another creator; and one of the same, which carries the need on.</summary>
    private int OtherWaiter(int awaited, MemberIndex creator, out int own)
    {
        own = -1;
        int cursor = awaited < 0 ? -1 : _waiting.Awaited[awaited].FirstWaiter;
        while (_waiting.Awaited.TryWalk(ref cursor, out int waiter, out int wait))
        {
            if (!IsWaiting(waiter, wait))
            {
                continue;
            }

            if (_parts.Known[waiter].Layout.Creator != creator)
            {
                return waiter;
            }

            own = waiter;
        }

        return -1;
    }
}
