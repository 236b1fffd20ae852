using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// How fast a member's events may come: as fast as any honest member creates them. Who exceeds it is left out until it
/// keeps quiet for a moment: its events are taken only when another member's event needs them, asked for no more, and
/// not named. Of a flood each member would take in other parts, and whoever named one of them would make all others
/// fetch it; so what comes while it lasts counts as well, taken or not.
/// </summary>
internal sealed class CreatorPace
{
    private readonly EngineParts _parts;
    private readonly TokenBucket[] _events;
    private readonly bool[] _isOver;
    private readonly long _burst;
    private readonly long _calm;

    public CreatorPace(EngineParts parts)
    {
        _parts = parts;
        long perS = parts.Options.EventsPerCreatorPerS;
        _burst = Math.Max(1, (long)(perS * Limits.CreatorBurstPerS));
        _calm = _burst - (_burst / 4);
        _isOver = new bool[parts.Roster.Count];
        _events = new TokenBucket[parts.Roster.Count];
        _events.AsSpan().Fill(new TokenBucket(perS, _burst, parts.Now));
    }

    /// <summary>
    /// True while a member's events come faster than an honest one's, here or at the screen in front.
    /// </summary>
    public bool IsOver(MemberIndex member)
    {
        ref bool isOver = ref _isOver[member.Value];
        isOver = isOver && !_events[member.Value].Has(_burst, _parts.Now);
        return member != _parts.Self && (isOver || _parts.Setup.Screen?.Budgets.IsOver(member, _parts.Now) == true);
    }

    /// <summary>
    /// True while a member's newest event may be named: at the beginning of what may become a flood it is left out for
    /// a moment, as the others have not come as far in it.
    /// </summary>
    public bool MayBeNamed(MemberIndex member) =>
        !IsOver(member) && (member == _parts.Self || _events[member.Value].Has(_calm, _parts.Now));

    /// <summary>Notes a new event that came, whatever becomes of it.</summary>
    public void Note(MemberIndex creator)
    {
        _isOver[creator.Value] |= !_events[creator.Value].Has(1, _parts.Now);
        _events[creator.Value].TakeAhead(1, _parts.Now);
    }
}
