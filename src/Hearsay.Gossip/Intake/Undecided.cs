using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Counts the events in the graph that no taken round has received yet.</summary>
internal sealed class Undecided(int members)
{
    private readonly int[] _events = new int[members];

    /// <summary>Those with a payload: while there is one, everybody creates events.</summary>
    public int WithPayload { get; private set; }

    /// <summary>Those of one creator.</summary>
    public int Of(MemberIndex creator) => _events[creator.Value];

    public void Entered(in KnownEvent known) => Count(known, 1);

    public void Received(in KnownEvent known) => Count(known, -1);

    private void Count(in KnownEvent known, int change)
    {
        _events[known.Layout.Creator.Value] += change;
        WithPayload += known.HasPayload ? change : 0;
    }
}
