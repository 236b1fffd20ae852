using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Counts the events in the graph that no taken round has received yet.</summary>
internal sealed class Undecided(int members)
{
    private readonly int[] _events = new int[members];
    private readonly int[] _payloads = new int[members];
    private readonly int[] _sponsored = new int[members];
    private readonly bool[] _isExcluded = new bool[members];

    /// <summary>
    /// Those with a payload: while there is one, everybody creates events. Those of branching members are left out:
    /// nobody names them any more, so they may stay undecided forever.
    /// </summary>
    public int WithPayload { get; private set; }

    /// <summary>Those of one creator.</summary>
    public int Of(MemberIndex creator) => _events[creator.Value];

    /// <summary>Those of members that branched which one member's events needed.</summary>
    public int SponsoredBy(MemberIndex member) => _sponsored[member.Value];

    public void Entered(in KnownEvent known) => Count(known, 1);

    public void Received(in KnownEvent known) => Count(known, -1);

    /// <summary>Leaves a member's payloads out from now on.</summary>
    public void Exclude(MemberIndex member)
    {
        if (!_isExcluded[member.Value])
        {
            _isExcluded[member.Value] = true;
            WithPayload -= _payloads[member.Value];
        }
    }

    private void Count(in KnownEvent known, int change)
    {
        int creator = known.Layout.Creator.Value;
        _events[creator] += change;
        _sponsored[known.Sponsor.Value] += known.IsSponsored ? change : 0;
        if (known.HasPayload)
        {
            _payloads[creator] += change;
            WithPayload += _isExcluded[creator] ? 0 : change;
        }
    }
}
