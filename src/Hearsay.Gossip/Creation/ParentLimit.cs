namespace Hearsay.Gossip;

/// <summary>
/// How many other-parents an event names at most.
///
/// The problem: what an event names moves the order on, but a parent takes five bytes, and every byte is sent to every
/// member. The idea: in a small roster an event names everything that was received, so that news takes the direct way.
/// In a large one the upload budget stretches the interval between events until the wait for the next event, not the
/// way, takes most of the time; then fewer parents per event and more events per second bring finality earlier, because
/// near members' events cover each other. Found with the crowd model: 24 parents instead of all take a tenth off
/// finality in a roster of 1,000, and would add a tenth in one of 256.
/// </summary>
internal static class ParentLimit
{
    /// <summary>Up to so many members an event names all that is news.</summary>
    public const int UnlimitedMembersMax = 128;

    /// <summary>Most parents in larger rosters: more events are seldom news at once.</summary>
    public const int Most = 64;

    /// <summary>
    /// With fewer, news of single members waits until somebody names it, the more so when datagrams get lost.
    /// </summary>
    public const int Least = 24;

    // A creator, a sequence and an age, as varints.
    private const int ParentBytes = 5;

    // A small action, so that an estimate is rather too high.
    private const int PayloadBytes = 20;

    // Parents are given up while the budget carries fewer events per second than this.
    private const int EventsPerS = 5;

    /// <summary>The limit for a member of a roster of so many; what the options say comes first.</summary>
    public static int Of(GossipOptions options, int members)
    {
        if (options.ParentsMax is { } explicitly)
        {
            return Math.Clamp(explicitly, 1, byte.MaxValue);
        }

        if (members <= UnlimitedMembersMax)
        {
            return Math.Max(1, members - 1);
        }

        double others = members - 1;
        double carried = CreationBudget.PushBytesPerS(options.UploadBytesPerS) / (EventsPerS * others);
        double parents = Math.Floor((carried - EventBytes(0)) / ParentBytes);
        return (int)Math.Clamp(parents, Least, Most);
    }

    /// <summary>
    /// Bytes that it takes to send an event with so many parents to everybody, packet overhead included: an estimate
    /// for the time before the first.
    /// </summary>
    public static long PushBytes(int members, int parents) =>
        (long)(members - 1) * EventBytes(Math.Min(parents, members - 1));

    private static int EventBytes(int parents) =>
        EventLayout.BytesMin + PayloadBytes + (parents * ParentBytes)
        + Limits.MessageFrameBytesMax + DatagramHeader.Bytes + Limits.PacketOverheadBytes;
}
