using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>Puts datagrams together message by message.</summary>
internal sealed class DatagramForge(EventHash epochId, int sender)
{
    private uint _number;

    public byte[] Events(params ForgedEvent[] events) =>
        Messages([.. events.Select(forged => (MessageKind.Event, forged.Bytes))]);

    public byte[] Messages(params (MessageKind Kind, byte[] Body)[] messages) =>
        Messages((0, DatagramHeader.NoEcho), messages);

    /// <summary>Messages in a datagram that echoes one sent at a time of the receiver's clock.</summary>
    public byte[] Messages((uint SentAt, ushort Held) echo, params (MessageKind Kind, byte[] Body)[] messages)
    {
        byte[] header = new byte[DatagramHeader.Bytes];
        new DatagramHeader(
            epochId.Prefix, new MemberIndex(sender), _number++, 0, 0, echo.SentAt, echo.Held).Write(header);
        List<byte> datagram = [.. header];
        foreach ((MessageKind kind, byte[] body) in messages)
        {
            datagram.Add((byte)kind);
            datagram.AddRange(EventForge.VarintBytes((ulong)body.Length));
            datagram.AddRange(body);
        }

        return [.. datagram];
    }

    public static byte[] RequestBody(params (int Creator, int First, int Count)[] ranges) =>
        [.. ranges.SelectMany(range => (byte[])
        [
            .. EventForge.VarintBytes((ulong)range.Creator),
            .. EventForge.VarintBytes((ulong)range.First),
            .. EventForge.VarintBytes((ulong)range.Count),
        ])];

    /// <summary>A question for the hashes of an event's parents.</summary>
    public static byte[] QuestionBody(ForgedEvent about, bool withEvent = false, int below = 0, int first = 0)
    {
        byte[] body = new byte[HashesMessage.QuestionBytes];
        HashesOf of = new(new MemberIndex(about.Creator), new Sequence(about.Sequence), about.Hash, first);
        HashesMessage.WriteQuestion(body, of, withEvent, below);
        return body;
    }

    public static byte[] FrontierBody(bool asks, params int[] highest) => FrontierBody(asks, 0, highest);

    public static byte[] FrontierBody(bool asks, uint mark, params int[] highest)
    {
        byte[] body = new byte[Limits.EventBytesMax];
        int first = 0;
        int length = FrontierMessage.Write(body, (asks, mark), highest, ref first);
        return body[..length];
    }
}
