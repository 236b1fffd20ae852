using System.Buffers;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// What the crowd says to the peer outside: each event when it arrives there, with the one before it where loss calls
/// for that, and answers. Holds back what is on its way.
/// </summary>
internal sealed class CrowdMouth
{
    private readonly LiveCrowdSetup _setup;
    private readonly CrowdModel _model;
    private readonly SigningMint _mint;
    private readonly MemberLine[] _lines;
    private readonly ICrowdWire _wire;
    private readonly MemberIndex _outside;
    private readonly Dice _dice;
    private readonly PriorityQueue<Datagram, long> _onTheWay = new();
    private readonly bool _repeats;
    private readonly byte[] _datagram = new byte[Gossip.Limits.DatagramBytesMax];

    public CrowdMouth(
        LiveCrowdSetup setup, CrowdModel model, SigningMint mint, MemberLine[] lines, ICrowdWire wire)
    {
        _setup = setup;
        _model = model;
        _mint = mint;
        _lines = lines;
        _wire = wire;
        _outside = new MemberIndex(setup.Options.OutsideMember);
        _dice = new Dice(setup.Options.Seed, "answers");
        _repeats = CreationBudget.CarriesRepeats(setup.Options.Gossip, setup.Options.Members);
    }

    /// <summary>How much later than planned datagrams were delivered.</summary>
    public LatencyHistogram Lateness { get; private set; } = new();

    /// <summary>Begins to measure anew.</summary>
    public void ForgetLateness() => Lateness = new LatencyHistogram();

    /// <summary>Sends a new event on its way.</summary>
    public void Push(long number)
    {
        ref CrowdEvent created = ref _model.Events[number];
        if (created.OutsideArrival == ArrivalRows.Missing)
        {
            _lines[created.Creator].Skip();
            return;
        }

        _onTheWay.Enqueue(new Datagram(created.Creator, number, null, 0), created.OutsideArrival);
    }

    /// <summary>Sends the messages in a body, of a member, on their way.</summary>
    public void Answer(MemberIndex from, ReadOnlySpan<byte> messages, long now)
    {
        if (_dice.Chance(_setup.Options.Faults.LossPpm))
        {
            _lines[from.Value].Skip();
            return;
        }

        byte[] body = ArrayPool<byte>.Shared.Rent(messages.Length);
        messages.CopyTo(body);
        long at = now + _model.Geography.DelayMicros(from, _outside);
        _onTheWay.Enqueue(new Datagram(from.Value, -1, body, messages.Length), at);
    }

    /// <summary>Delivers what arrives by now; returns when the next will.</summary>
    public long Run(long now)
    {
        while (_onTheWay.TryPeek(out Datagram next, out long at) && at <= now)
        {
            _onTheWay.Dequeue();
            Lateness.Record(now - at);
            Deliver(next, at);
        }

        return _onTheWay.TryPeek(out _, out long then) ? then : long.MaxValue;
    }

    private void Deliver(in Datagram next, long at)
    {
        MemberIndex from = new(next.From);
        int length = DatagramHeader.Bytes;
        if (next.Body is { } body)
        {
            body.AsSpan(0, next.Length).CopyTo(_datagram.AsSpan(length));
            length += next.Length;
            ArrayPool<byte>.Shared.Return(body);
        }
        else
        {
            length = WriteEvents(next, length);
        }

        long sentAt = _setup.Options.EpochMicros + at - _model.Geography.DelayMicros(from, _outside);
        DatagramHeader header = _lines[next.From].NextHeader(_setup.Epoch.Id.Prefix, from, new Micros(sentAt));
        header.Write(_datagram);
        _wire.Send(from, _datagram.AsSpan(0, length));
    }

    private int WriteEvents(in Datagram next, int length)
    {
        ReadOnlySpan<byte> bytes = _mint.BytesOf(next.Number);
        double loss = _repeats ? (double)_lines[next.From].MissedThere / ushort.MaxValue : 0;
        int sequence = _model.Events[next.Number].Sequence;
        long before = _model.Events.TryFind(next.From, sequence - 1);
        if (loss > _setup.Options.Gossip.RepeatOneLoss && before >= 0)
        {
            ReadOnlySpan<byte> repeated = _mint.BytesOf(before);
            int room = _datagram.Length - length - bytes.Length - (2 * Gossip.Limits.MessageFrameBytesMax);
            length += repeated.Length <= room ? WriteMessage(_datagram.AsSpan(length), MessageKind.Event, repeated) : 0;
        }

        return length + WriteMessage(_datagram.AsSpan(length), MessageKind.Event, bytes);
    }

    /// <summary>Writes a message; returns its length. It fits.</summary>
    public static int WriteMessage(Span<byte> to, MessageKind kind, ReadOnlySpan<byte> body)
    {
        to[0] = (byte)kind;
        int frame = 1 + Varint.Write(to[1..], (ulong)body.Length);
        body.CopyTo(to[frame..]);
        return frame + body.Length;
    }

    private readonly record struct Datagram(int From, long Number, byte[]? Body, int Length);
}
