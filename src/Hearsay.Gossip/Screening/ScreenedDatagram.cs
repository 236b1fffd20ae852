using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// A datagram that passed a <see cref="DatagramScreen"/>: its bytes, and where its parts are. Allocated once (about 2
/// KB) and reused; owned by one thread at a time.
/// </summary>
public sealed class ScreenedDatagram
{
    /// <summary>Most events that fit one datagram.</summary>
    internal const int EventsMax = (Limits.DatagramBytesMax - DatagramHeader.Bytes) / (EventLayout.BytesMin + 2);

    private readonly byte[] _bytes = new byte[Limits.DatagramBytesMax];
    private readonly ScreenedEvent[] _events = new ScreenedEvent[EventsMax];
    private readonly ScreenedMessage[] _messages = new ScreenedMessage[Limits.MessagesPerDatagramMax];
    private int _length;
    private int _eventCount;
    private int _messageCount;

    /// <summary>The member that it came from.</summary>
    public MemberIndex From { get; private set; }

    /// <summary>Bytes of the datagram.</summary>
    public int Length => _length;

    /// <summary>
    /// What screening it cost, for <see cref="ScreenTurns.Charge"/>: 1 for reading it, 1 for each event that was
    /// hashed, and <see cref="Limits.CheckCost"/> for each signature that was checked, good or bad. About 4 µs a unit.
    /// </summary>
    public int Cost { get; private set; }

    internal DatagramHeader Header { get; private set; }

    /// <summary>When it was screened.</summary>
    internal Micros At { get; private set; }

    /// <summary>False for a single event that came in another way: then there is no header.</summary>
    internal bool IsDatagram => Header != DatagramHeader.None;

    /// <summary>Events that the engine knows already: left out without a check.</summary>
    internal int Copies { get; private set; }

    /// <summary>The events whose signatures are good, in the order they were sent.</summary>
    internal ReadOnlySpan<ScreenedEvent> Events => _events.AsSpan(0, _eventCount);

    /// <summary>The messages that are not events.</summary>
    internal ReadOnlySpan<ScreenedMessage> Messages => _messages.AsSpan(0, _messageCount);

    internal ReadOnlySpan<byte> BytesOf(in ScreenedEvent of) => _bytes.AsSpan(of.At, of.Layout.Length);

    internal ReadOnlySpan<byte> BodyOf(in ScreenedMessage of) => _bytes.AsSpan(of.At, of.Length);

    /// <summary>Starts over, empty.</summary>
    internal void Reset(MemberIndex from, Micros now)
    {
        From = from;
        At = now;
        Header = DatagramHeader.None;
        _length = 0;
        _eventCount = 0;
        _messageCount = 0;
        Copies = 0;
        Cost = 1;
    }

    /// <summary>Copies these bytes, in which the parts will be.</summary>
    internal ReadOnlySpan<byte> Fill(in DatagramHeader header, ReadOnlySpan<byte> datagram)
    {
        Header = header;
        datagram.CopyTo(_bytes);
        _length = datagram.Length;
        return _bytes.AsSpan(0, _length);
    }

    internal void NoteCopy() => Copies++;

    internal void NoteCost(int units) => Cost += units;

    internal void Add(in ScreenedEvent screened) => _events[_eventCount++] = screened;

    internal void Add(in ScreenedMessage message) => _messages[_messageCount++] = message;
}

/// <summary>An event inside a <see cref="ScreenedDatagram"/>.</summary>
/// <param name="At">Offset of its bytes.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Layout">Where its parts are, from <paramref name="At"/>.</param>
internal readonly record struct ScreenedEvent(int At, EventHash Hash, EventLayout Layout);

/// <summary>A message, not an event, inside a <see cref="ScreenedDatagram"/>; its body is valid.</summary>
internal readonly record struct ScreenedMessage(MessageKind Kind, int At, int Length);
