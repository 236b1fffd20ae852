using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// One datagram in the making per destination: messages of a step are packed together, and sent when it is full or the
/// step ends.
/// </summary>
internal sealed class Outbox(EngineParts parts)
{
    private readonly byte[] _room = new byte[parts.Roster.Count * Limits.DatagramBytesMax];
    private readonly int[] _lengths = new int[parts.Roster.Count];
    private readonly int[] _messages = new int[parts.Roster.Count];
    private readonly int[] _touched = new int[parts.Roster.Count];
    private readonly bool[] _isTouched = new bool[parts.Roster.Count];
    private int _touchedCount;

    /// <summary>
    /// Bytes of a body that fit the datagram in the making to this member; less than 0 when it is full.
    /// </summary>
    public int BodyRoom(MemberIndex to)
    {
        int length = _lengths[to.Value];
        return length == 0 ? Limits.EventBytesMax
            : _messages[to.Value] >= Limits.MessagesPerDatagramMax ? -1
            : Limits.DatagramBytesMax - Limits.MessageFrameBytesMax - length;
    }

    /// <summary>Adds a message; returns the bytes that it adds to the traffic, packet overhead included.</summary>
    public int Add(MemberIndex to, MessageKind kind, ReadOnlySpan<byte> body)
    {
        Invariant.Check(to != parts.Self || parts.Roster.Count == 1, "nothing is sent to oneself");
        int added = 0;
        if (body.Length > BodyRoom(to))
        {
            Flush(to);
        }

        ref int length = ref _lengths[to.Value];
        if (length == 0)
        {
            Touch(to);
            length = DatagramHeader.Bytes;
            added = DatagramHeader.Bytes + Limits.PacketOverheadBytes;
        }

        Span<byte> room = RoomOf(to)[length..];
        room[0] = (byte)kind;
        int frame = 1 + Varint.Write(room[1..], (ulong)body.Length);
        body.CopyTo(room[frame..]);
        length += frame + body.Length;
        _messages[to.Value]++;
        return added + frame + body.Length;
    }

    /// <summary>Sends everything.</summary>
    public void FlushAll()
    {
        for (int i = 0; i < _touchedCount; i++)
        {
            _isTouched[_touched[i]] = false;
            Flush(new MemberIndex(_touched[i]));
        }

        _touchedCount = 0;
    }

    private void Touch(MemberIndex to)
    {
        if (!_isTouched[to.Value])
        {
            _isTouched[to.Value] = true;
            _touched[_touchedCount++] = to.Value;
        }
    }

    private Span<byte> RoomOf(MemberIndex to) =>
        _room.AsSpan(to.Value * Limits.DatagramBytesMax, Limits.DatagramBytesMax);

    private void Flush(MemberIndex to)
    {
        int length = _lengths[to.Value];
        if (length == 0)
        {
            return;
        }

        ref Peer peer = ref parts.Peers[to];
        (uint echo, ushort held) = peer.Delay.EchoAt(parts.Now);
        DatagramHeader header = new(
            parts.Setup.EpochId.Prefix, parts.Self, peer.NextNumber++, peer.Loss.Missed,
            (uint)parts.Now.Value, echo, held);
        Span<byte> datagram = RoomOf(to)[..length];
        header.Write(datagram);
        _lengths[to.Value] = 0;
        _messages[to.Value] = 0;
        parts.Counters.DatagramsSent++;
        parts.Counters.BytesSent += length;
        parts.Output.Send(to, datagram);
    }
}
