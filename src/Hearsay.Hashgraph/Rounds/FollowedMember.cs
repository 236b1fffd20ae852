namespace Hearsay.Hashgraph;

/// <summary>
/// The member whose next event is asked about (<see cref="RoundProgress"/>), if there is one, and what its last event
/// brought it.
/// </summary>
internal sealed class FollowedMember
{
    public FollowedMember(Roster roster, MemberIndex? member)
    {
        Roster = roster;
        Index = member?.Value ?? -1;
        Weight = member is { } followed ? roster.WeightOf(followed) : 0;
        Enough = member is null ? long.MaxValue : LeastSupermajority(roster);
    }

    public Roster Roster { get; }

    /// <summary>Its place in the roster; -1 when nobody is followed.</summary>
    public int Index { get; }

    public int Weight { get; }

    /// <summary>The least weight that is a supermajority; out of reach when nobody is followed.</summary>
    public long Enough { get; }

    /// <summary>The round created of its last event; 0 before the first.</summary>
    public int LastRound { get; set; }

    private static long LeastSupermajority(Roster roster)
    {
        long low = 0;
        long high = roster.TotalWeight;
        while (low < high)
        {
            long middle = (low + high) / 2;
            (low, high) = roster.IsSupermajority(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
