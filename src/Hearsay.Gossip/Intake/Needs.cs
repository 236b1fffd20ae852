using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Which events others' events need. An event is needed when one of another member waits for it, or for a later one of
/// its creator's chain: so the highest place of each chain that is waited for tells it for all below, by whichever hash
/// that one is known. What is needed is not given up, and is taken in beyond its creator's pace.
/// </summary>
internal sealed class Needs(KnownEvents known, AwaitedEvents awaited, int members)
{
    /// <summary>
    /// So far an event is followed to one that needs it, and on to one that needs that: hostile members can make this
    /// go on without end.
    /// </summary>
    public const int StepsMax = 16;

    private readonly Need[] _highest = new Need[members];

    /// <summary>Notes what an event waits for that begins to wait.</summary>
    public void Note(int waiter, ReadOnlySpan<MissingParent> missing)
    {
        MemberIndex member = known[waiter].Sponsor;
        foreach (ref readonly MissingParent parent in missing)
        {
            ref Need highest = ref _highest[parent.Creator.Value];
            bool isHigher = !highest.IsSome || highest.Sequence < parent.Sequence.Value;
            if (parent.Creator != member && (isHigher || !IsWaiting(highest)))
            {
                highest = new Need(true, parent.Sequence.Value, waiter, known[waiter].Wait);
            }
        }
    }

    /// <summary>True when this number still means an event that waits, and for the same.</summary>
    public bool IsWaiting(int index, int wait) => known[index].Wait == wait && !known[index].InGraph;

    /// <summary>
    /// An event of another member that waits for this one, or for a later one of its creator; -1 when there is none.
    /// Where an event waits for the sake of its root, that root: what a branch below an event needs, the event needs.
    /// </summary>
    public int NeededBy(int index)
    {
        ref KnownEvent one = ref known[index];
        int byHash = OtherWaiter(awaited.Find(one.Hash), one.Layout.Creator);
        return byHash >= 0 ? RootOf(byHash) : NeededBy(one.Layout.Creator, one.Layout.Sequence);
    }

    /// <summary>The same for a place of a member's chain.</summary>
    public int NeededBy(MemberIndex creator, Sequence sequence)
    {
        ref Need highest = ref _highest[creator.Value];
        if (highest.IsSome && !IsWaiting(highest))
        {
            highest = Highest(creator);
        }

        return highest.IsSome && highest.Sequence >= sequence.Value ? RootOf(highest.Waiter) : -1;
    }

    private int RootOf(int waiter) =>
        known[known[waiter].Root].Version == known[waiter].RootVersion ? known[waiter].Root : waiter;

    private bool IsWaiting(in Need need) => IsWaiting(need.Waiter, need.Wait);

    /// <summary>Looks through all that is awaited, when the one noted waits no more.</summary>
    private Need Highest(MemberIndex creator)
    {
        Need highest = default;
        for (int i = 0; i < awaited.Bound; i++)
        {
            ref AwaitedEvent entry = ref awaited[i];
            if (entry.IsInUse && entry.Creator == creator
                && (!highest.IsSome || entry.Sequence.Value > highest.Sequence)
                && OtherWaiter(i, creator) is >= 0 and int waiter)
            {
                highest = new Need(true, entry.Sequence.Value, waiter, known[waiter].Wait);
            }
        }

        return highest;
    }

    private int OtherWaiter(int entry, MemberIndex creator)
    {
        int cursor = entry < 0 ? -1 : awaited[entry].FirstWaiter;
        while (awaited.TryWalk(ref cursor, out int waiter, out int wait))
        {
            if (IsWaiting(waiter, wait) && known[waiter].Sponsor != creator)
            {
                return waiter;
            }
        }

        return -1;
    }

    private readonly record struct Need(bool IsSome, int Sequence, int Waiter, int Wait);
}
