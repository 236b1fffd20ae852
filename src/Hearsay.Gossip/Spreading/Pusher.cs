using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Sends each own new event to every member, as fast as the upload budget allows; when the next event comes before all
/// were served, it goes on from there, so that everybody has a turn. Towards a peer with loss each push repeats the own
/// event before it (or two) where there is room in the datagram and the budget: what got lost then arrives with
/// the next event instead of a round trip later.
/// </summary>
internal sealed class Pusher(EngineParts parts, OwnChain chain, PeerChoice choice, CreationClock clock)
{
    private readonly bool _repeats = CreationBudget.CarriesRepeats(parts.Options, parts.Roster.Count);
    private int _event = -1;
    private int _next = parts.Self.Value;
    private int _remaining;
    private long _pushedBytes;

    /// <summary>Begins to push the newest own event.</summary>
    public void Start()
    {
        parts.Counters.PushesSkipped += _remaining;
        _event = chain.Head;
        _remaining = parts.Roster.Count - 1;
        _pushedBytes = 0;
    }

    /// <summary>Pushes on; returns when to go on if the budget is used up.</summary>
    public Micros Run()
    {
        while (_remaining > 0)
        {
            ReadOnlySpan<byte> bytes = parts.Known.BytesOf(_event);
            int cost = bytes.Length + Limits.MessageFrameBytesMax + DatagramHeader.Bytes + Limits.PacketOverheadBytes;
            if (!parts.Peers.TryTakePush(cost, parts.Now))
            {
                return Schedules.Max(parts.Peers.WhenPush(cost), new Micros(parts.Now.Value + 1));
            }

            Push(NextPeer(), bytes);
            if (--_remaining == 0)
            {
                clock.NotePushed(_pushedBytes);
            }
        }

        return Schedules.Never;
    }

    private MemberIndex NextPeer()
    {
        do
        {
            _next = (_next + 1) % parts.Roster.Count;
        }
        while (_next == parts.Self.Value);
        return new MemberIndex(_next);
    }

    private void Push(MemberIndex to, ReadOnlySpan<byte> bytes)
    {
        double loss = _repeats ? (double)parts.Peers[to].MissedThere / ushort.MaxValue : 0;
        int room = parts.Outbox.BodyRoom(to) - bytes.Length;
        ReadOnlySpan<byte> previous =
            loss > parts.Options.RepeatOneLoss ? ToRepeat(to, back: 1, ref room) : default;
        ReadOnlySpan<byte> before =
            loss > parts.Options.RepeatTwoLoss ? ToRepeat(to, back: 2, ref room) : default;
        Repeat(to, before);
        Repeat(to, previous);
        _pushedBytes += parts.Outbox.Add(to, MessageKind.Event, bytes);
    }

    /// <summary>
    /// The bytes of the own event so many places before the newest, when this peer may lack it and there is room; the
    /// room left is updated.
    /// </summary>
    private ReadOnlySpan<byte> ToRepeat(MemberIndex to, int back, ref int room)
    {
        Sequence sequence = new(chain.NextSequence.Value - 1 - back);
        int index = sequence.Value < 0 ? -1 : parts.Known.Find(parts.Self, sequence);
        if (index < 0 || choice.Has(to, parts.Self, sequence))
        {
            return default;
        }

        ReadOnlySpan<byte> bytes = parts.Known.BytesOf(index);
        int needed = bytes.Length + Limits.MessageFrameBytesMax;
        if (needed > room)
        {
            return default;
        }

        room -= needed;
        return bytes;
    }

    private void Repeat(MemberIndex to, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            _pushedBytes += parts.Outbox.Add(to, MessageKind.Event, bytes);
            parts.Counters.EventsRepeated++;
        }
    }
}
