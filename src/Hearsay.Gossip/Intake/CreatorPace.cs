using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// How fast a member's events may enter: as fast as any honest member creates them. Beyond that they are taken only when
/// another member's event needs them, asked for no more, and not named: of a flood each member would take in other parts,
/// and whoever named one of them would make all others fetch it.
/// </summary>
internal sealed class CreatorPace
{
    private readonly EngineParts _parts;
    private readonly TokenBucket[] _events;

    public CreatorPace(EngineParts parts)
    {
        _parts = parts;
        _events = new TokenBucket[parts.Roster.Count];
        long perS = parts.Options.EventsPerPeerPerS;
        _events.AsSpan().Fill(new TokenBucket(perS, Math.Max(1, perS / 2), parts.Now));
    }

    /// <summary>True while a member's events come faster than an honest one's.</summary>
    public bool IsOver(MemberIndex member) =>
        member != _parts.Self && !_events[member.Value].Has(1, _parts.Now);

    /// <summary>Notes an event that entered.</summary>
    public void Note(MemberIndex creator) => _events[creator.Value].TakeAhead(1, _parts.Now);
}
