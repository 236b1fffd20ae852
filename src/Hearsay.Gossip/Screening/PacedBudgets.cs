using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// One budget for each member, refilled with time: so many in a second, and so many at once. Thread-safe, without
/// locks; allocates nothing.
/// </summary>
/// <remarks>
/// Algorithm: the virtual scheduling form of the generic cell rate algorithm (ITU-T I.371, annex A): of each member one
/// number, the time up to which its budget is used up. In the past: the budget is full. At most one burst in the
/// future: something is left. Beyond: a debt. So a charge is one compare-and-swap.
/// </remarks>
internal sealed class PacedBudgets
{
    // A sixteenth of a microsecond: fine enough for the rate, coarse enough that the year 9999 fits a long.
    private const int UnitsPerMicro = 16;
    private const long UnitsPerS = 1_000_000L * UnitsPerMicro;

    private readonly long[] _usedUpTo; // of each member, in those units
    private readonly long _unitsEach;
    private readonly long _burstUnits;

    /// <summary>Full budgets.</summary>
    /// <param name="members">Of the roster.</param>
    /// <param name="perS">How many in a second, at least 1.</param>
    /// <param name="burstPerS">How many at once, as a share of a second's; 1 for a whole second's.</param>
    public PacedBudgets(int members, int perS, double burstPerS)
    {
        Invariant.Check(perS > 0, "a budget lets something pass");
        _unitsEach = Math.Max(1, UnitsPerS / perS);
        _burstUnits = Math.Max(_unitsEach, (long)(UnitsPerS * burstPerS));
        _usedUpTo = new long[members];
        Array.Fill(_usedUpTo, long.MinValue / 2);
    }

    /// <summary>Takes one; false when there is none.</summary>
    public bool TryTake(MemberIndex member, Micros now)
    {
        long clock = now.Value * UnitsPerMicro;
        ref long usedUpTo = ref _usedUpTo[member.Value];
        long seen = Volatile.Read(ref usedUpTo);
        while (true)
        {
            long next = Math.Max(seen, clock) + _unitsEach;
            if (next > clock + _burstUnits)
            {
                return false;
            }

            long found = Interlocked.CompareExchange(ref usedUpTo, next, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }
    }

    /// <summary>Charges so many even if they are not there. A debt is one burst at most, whatever happens.</summary>
    public void Charge(MemberIndex member, int count, Micros now)
    {
        long clock = now.Value * UnitsPerMicro;
        ref long usedUpTo = ref _usedUpTo[member.Value];
        long seen = Volatile.Read(ref usedUpTo);
        while (true)
        {
            long next = Math.Max(seen, clock) + (count * _unitsEach);
            next = Math.Max(seen, Math.Min(next, clock + (2 * _burstUnits)));
            long found = Interlocked.CompareExchange(ref usedUpTo, next, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }
}
