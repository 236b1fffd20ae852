namespace Hearsay.Gossip;

/// <summary>
/// How many undecided events of one creator are taken into the graph: half of an equal share of what the graph can
/// hold, so that no member can keep the others' events out of it; the other half is for what others' events need.
/// </summary>
internal static class UndecidedShare
{
    private const int EventsMin = 16;
    private const int EventsMax = 16_384;
    private const int RowBytesPerMember = 12;
    private const int MemberStep = 64;

    /// <summary>The share of one creator in a roster of this size, in events.</summary>
    public static int Of(int members)
    {
        long stride = (members + MemberStep) / MemberStep * MemberStep;
        long events = Hashgraph.Limits.LiveRowBytesMax / (stride * RowBytesPerMember) / members / 2;
        return (int)Math.Clamp(events, EventsMin, EventsMax);
    }
}
