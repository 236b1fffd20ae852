using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Which signatures are checked. Each neighbour has a budget, charged before the check; one that turns out bad costs
/// several times a good one, because an honest neighbour sends none. For its own events it has a pace besides: what it
/// makes beyond that is more than any honest member makes, and every other member would have to keep up with it. What
/// was asked of a neighbour gives it credit beside both. Thread-safe, without locks; allocates nothing.
/// </summary>
internal sealed class CheckBudgets
{
    private readonly PacedBudgets _neighbours;
    private readonly int[] _credit; // of each neighbour, in good checks

    /// <summary>Full budgets.</summary>
    /// <param name="members">Of the roster.</param>
    /// <param name="checksPerS">
    /// Good checks for one neighbour in a second, and as many at once after a pause; at least 1.
    /// </param>
    /// <param name="eventsPerCreatorPerS">
    /// New events of one creator in a second, see <see cref="CreatorPace"/>; at least 1.
    /// </param>
    public CheckBudgets(int members, int checksPerS, int eventsPerCreatorPerS)
    {
        _neighbours = new PacedBudgets(members, checksPerS, burstPerS: 1);
        Pace = new CreatorPace(members, eventsPerCreatorPerS);
        _credit = new int[members];
    }

    /// <summary>How fast each member's own events come; the engine adds what others bring of them.</summary>
    public CreatorPace Pace { get; }

    /// <summary>Takes a check for one event; false when budget, pace and credit do not allow it.</summary>
    public bool TryTake(MemberIndex neighbour, MemberIndex creator, Micros now) =>
        ((creator != neighbour || Pace.TryTake(creator, now)) && _neighbours.TryTake(neighbour, now))
        || TryTakeCredit(ref _credit[neighbour.Value]);

    /// <summary>The check failed: charges the neighbour for the rest of what that costs.</summary>
    public void ChargeFailure(MemberIndex neighbour, Micros now) =>
        _neighbours.Charge(neighbour, Limits.FailedCheckCost - 1, now);

    /// <summary>
    /// So many events were asked of the neighbour: what it answers is checked. At most
    /// <see cref="Limits.CheckCreditMax"/> in all.
    /// </summary>
    public void Credit(MemberIndex neighbour, int events)
    {
        ref int credit = ref _credit[neighbour.Value];
        int seen = Volatile.Read(ref credit);
        while (seen < Limits.CheckCreditMax)
        {
            int next = (int)Math.Min(Limits.CheckCreditMax, (long)seen + events);
            int found = Interlocked.CompareExchange(ref credit, next, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }

    private static bool TryTakeCredit(ref int credit)
    {
        int seen = Volatile.Read(ref credit);
        while (seen > 0)
        {
            int found = Interlocked.CompareExchange(ref credit, seen - 1, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }
}
