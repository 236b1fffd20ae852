using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// How many signatures may be checked for each neighbour: a budget that refills with time, charged before the check. A
/// signature that turns out bad costs several times a good one, because an honest neighbour sends none. What was asked
/// of a neighbour gives it credit beside its budget. Thread-safe, without locks; allocates nothing.
/// </summary>
/// <remarks>
/// Algorithm: the virtual scheduling form of the generic cell rate algorithm (ITU-T I.371, annex A): of each neighbour
/// one number, the time up to which its budget is used up. In the past: the budget is full. At most one burst in the
/// future: something is left. Beyond: a debt, which ends one burst further on whatever happens. So a charge is one
/// compare-and-swap.
/// </remarks>
internal sealed class CheckBudgets
{
    // A sixteenth of a microsecond: fine enough for the rate, coarse enough that the year 9999 fits a long.
    private const int UnitsPerMicro = 16;
    private const long BurstUnits = 1_000_000L * UnitsPerMicro; // a second's worth

    private readonly long[] _usedUpTo; // of each neighbour, in those units
    private readonly int[] _credit; // of each neighbour, in good checks
    private readonly int _creditMax;
    private readonly long _unitsPerCheck;

    /// <summary>Full budgets.</summary>
    /// <param name="members">Of the roster.</param>
    /// <param name="checksPerS">
    /// Good checks for one neighbour in a second, and as many at once after a pause; at least 1.
    /// </param>
    public CheckBudgets(int members, int checksPerS)
    {
        Invariant.Check(checksPerS > 0, "a budget lets something pass");
        _usedUpTo = new long[members];
        _credit = new int[members];
        _creditMax = checksPerS;
        _unitsPerCheck = Math.Max(1, BurstUnits / checksPerS);
        Array.Fill(_usedUpTo, long.MinValue / 2);
    }

    /// <summary>Takes one check; false when the neighbour has neither budget nor credit left.</summary>
    public bool TryTake(MemberIndex neighbour, Micros now)
    {
        long clock = now.Value * UnitsPerMicro;
        ref long usedUpTo = ref _usedUpTo[neighbour.Value];
        long seen = Volatile.Read(ref usedUpTo);
        while (true)
        {
            long next = Math.Max(seen, clock) + _unitsPerCheck;
            if (next > clock + BurstUnits)
            {
                return TryTakeCredit(ref _credit[neighbour.Value]);
            }

            long found = Interlocked.CompareExchange(ref usedUpTo, next, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }
    }

    /// <summary>Charges the rest of what a check costs that failed.</summary>
    public void ChargeFailure(MemberIndex neighbour, Micros now)
    {
        long clock = now.Value * UnitsPerMicro;
        ref long usedUpTo = ref _usedUpTo[neighbour.Value];
        long seen = Volatile.Read(ref usedUpTo);
        while (true)
        {
            long next = Math.Max(seen, clock) + ((Limits.FailedCheckCost - 1) * _unitsPerCheck);
            next = Math.Max(seen, Math.Min(next, clock + (2 * BurstUnits)));
            long found = Interlocked.CompareExchange(ref usedUpTo, next, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }

    /// <summary>So many events were asked of the neighbour: what it answers is checked. At most one burst.</summary>
    public void Credit(MemberIndex neighbour, int events)
    {
        ref int credit = ref _credit[neighbour.Value];
        int seen = Volatile.Read(ref credit);
        while (seen < _creditMax)
        {
            int next = (int)Math.Min(_creditMax, (long)seen + events);
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
