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
    }

    public Roster Roster { get; }

    /// <summary>Its place in the roster; -1 when nobody is followed.</summary>
    public int Index { get; }

    public int Weight { get; }

    /// <summary>The round created of its last event; 0 before the first.</summary>
    public int LastRound { get; set; }
}
