using Hearsay.Gossip;

namespace Hearsay.Simulation;

/// <summary>
/// What a member that lost its disk could have learned of its own events, whatever its peer did.
/// </summary>
/// <remarks>
/// The member may ask everybody, but cannot wait for more than a supermajority, itself included: the rest may be gone
/// for good. An event is learnable when so many honest members had received it at the member's restart, and have it
/// still, that every such supermajority has one of them. Received is what arrived, in the graph or not; a crash leaves
/// what the disk kept. Other events may be lost for good, and no rule could keep the member from making them anew. What
/// nobody else has, honest or not, is as if it had never been made.
/// </remarks>
internal sealed class LostEvents(Stage stage, IReadOnlyDictionary<long, ulong> made)
{
    /// <summary>Shorter bytes are no event: fixed fields, digest and signature alone are longer.</summary>
    private const int EventBytesMin = 108;

    private readonly HashSet<long>[] _held = [.. stage.Hosts.Select(_ => new HashSet<long>())];
    private readonly Dictionary<long, Host[]> _holders = [];

    /// <summary>Honest members besides its creator that must have a lost event to make it learnable.</summary>
    private readonly int _enough = stage.Plan.Members - AnswersNeeded(stage);

    /// <summary>A peer came up: it has what its disk gives back, event by event.</summary>
    public void Started(Host host, bool hasDisk)
    {
        _held[host.Node].Clear();
        if (!hasDisk && host.IsHonest)
        {
            NoteLoss(host);
        }
    }

    /// <summary>An event is at a peer.</summary>
    public void Received(Host host, ReadOnlySpan<byte> eventBytes)
    {
        EventHead head = EventHead.Read(eventBytes);
        if (made.TryGetValue(head.Key, out ulong mark) && mark == HonestChains.MarkOf(eventBytes))
        {
            _held[host.Node].Add(head.Key);
        }
    }

    /// <summary>A datagram, damaged or not, is at a peer.</summary>
    public void Arrived(Host host, ReadOnlySpan<byte> datagram)
    {
        for (int at = DatagramHeader.Bytes; at < datagram.Length;)
        {
            MessageKind kind = (MessageKind)datagram[at++];
            if (!Varint.TryRead(datagram, ref at, Gossip.Limits.EventBytesMax, out int length)
                || at + length > datagram.Length)
            {
                return;
            }

            if (kind == MessageKind.Event && length >= EventBytesMin)
            {
                Received(host, datagram.Slice(at, length));
            }

            at += length;
        }
    }

    /// <summary>Who had an event when its creator came up without its disk, for a trace.</summary>
    public string HoldersOf(long key) =>
        _holders.TryGetValue(key, out Host[]? holders) ? string.Join(" ", holders.Select(host => host.Name)) : "";

    /// <summary>True for an event that its creator, without its disk, could not surely learn of.</summary>
    public bool IsUnlearnable(long key) => _holders.TryGetValue(key, out Host[]? holders)
        && holders.Count(holder => holder.IsHonest && HasNow(holder).Contains(key)) < _enough;

    /// <summary>True for an event that nobody had when its creator came up without its disk.</summary>
    public bool HadNobody(long key) => _holders.TryGetValue(key, out Host[]? holders) && holders.Length == 0;

    /// <summary>Answers of others without which the member and those that answered are no supermajority.</summary>
    private static int AnswersNeeded(Stage stage)
    {
        int answers = 0;
        while (!stage.Epoch.Roster.IsSupermajority(1 + answers))
        {
            answers++;
        }

        return answers;
    }

    /// <summary>
    /// Writes down who has what of the member's events. When one is with nobody and a later one with somebody, the
    /// member can neither go on where it was nor before that, and must be silent.
    /// </summary>
    private void NoteLoss(Host loser)
    {
        (Host Host, HashSet<long> Held)[] others =
            [.. stage.Hosts.Where(host => host.Member != loser.Member).Select(host => (host, HasNow(host)))];
        bool hasHole = false;
        bool isAfterHole = false;
        int member = loser.Member.Value;
        for (long key = EventHead.KeyOf(member, 0); made.ContainsKey(key); key++)
        {
            Host[] holders = [.. others.Where(other => other.Held.Contains(key)).Select(other => other.Host)];
            _holders[key] = holders;
            hasHole |= holders.Length == 0;
            isAfterHole |= hasHole && holders.Length > 0;
        }

        if (isAfterHole)
        {
            stage.Strand(loser, "has lost events that nobody has, and later ones are known");
        }
    }

    /// <summary>What a member has: of one that is down, what its disk will give back.</summary>
    private HashSet<long> HasNow(Host host)
    {
        if (host.IsUp)
        {
            return _held[host.Node];
        }

        _held[host.Node].Clear();
        foreach (byte[] record in host.Disk.Records)
        {
            Received(host, record);
        }

        return _held[host.Node];
    }
}
