using System.Buffers.Binary;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Which event's parent hashes a question or an answer means, and from which parent on.</summary>
/// <param name="Creator">The event's creator.</param>
/// <param name="Sequence">The event's sequence.</param>
/// <param name="Hash">The event's hash.</param>
/// <param name="First">The first parent meant: 0 is the self-parent, i the i-th other-parent.</param>
internal readonly record struct HashesOf(MemberIndex Creator, Sequence Sequence, EventHash Hash, int First);

/// <summary>
/// The explicit hashes of an event's parents, for a receiver whose own candidates do not match the event's parents
/// digest because somebody branched. The self-parent of sequence 0 counts as zeros.
/// </summary>
/// <remarks>
/// Body of both question and answer: creator (2), sequence (4), the event's hash (32), and one byte with the first
/// parent meant. The question goes on with one byte: its highest bit asks for the event itself as well, the others say
/// how many events of members that branched are to be told of below it. The answer goes on with that parent's hash and
/// the following ones, as many as fit; the receiver asks again for the rest.
/// </remarks>
internal static class HashesMessage
{
    /// <summary>Bytes of the head of a question or an answer.</summary>
    public const int HeadBytes = 2 + 4 + EventHash.Bytes + 1;

    /// <summary>Bytes of a question.</summary>
    public const int QuestionBytes = HeadBytes + 1;

    private const byte WithEvent = 0x80;

    /// <summary>Hashes that fit one answer.</summary>
    public const int HashesMax = (Limits.EventBytesMax - HeadBytes) / EventHash.Bytes;

    /// <summary>True for the body of a question, for a roster of this size.</summary>
    public static bool IsValidRequest(ReadOnlySpan<byte> body, int members) =>
        body.Length == QuestionBytes
        && (body[HeadBytes] & ~WithEvent) <= Limits.BelowPerQuestionMax
        && IsValidHead(body, members);

    /// <summary>True for the body of an answer, for a roster of this size.</summary>
    public static bool IsValidAnswer(ReadOnlySpan<byte> body, int members) =>
        body.Length > HeadBytes
        && (body.Length - HeadBytes) % EventHash.Bytes == 0
        && (body.Length - HeadBytes) / EventHash.Bytes <= HashesMax
        && IsValidHead(body, members);

    /// <summary>What a body that was checked means.</summary>
    public static HashesOf ReadHead(ReadOnlySpan<byte> body) => new(
        new MemberIndex(BinaryPrimitives.ReadUInt16LittleEndian(body)),
        new Sequence(BinaryPrimitives.ReadInt32LittleEndian(body[2..])),
        EventHash.Read(body[6..]),
        body[HeadBytes - 1]);

    /// <summary>Whether a question asks for the event itself, and for how many below it.</summary>
    public static (bool WithEvent, int Below) ReadTail(ReadOnlySpan<byte> body) =>
        ((body[HeadBytes] & WithEvent) != 0, body[HeadBytes] & ~WithEvent);

    /// <summary>The hashes of an answer, <see cref="EventHash.Bytes"/> bytes each.</summary>
    public static ReadOnlySpan<byte> HashesIn(ReadOnlySpan<byte> body) => body[HeadBytes..];

    /// <summary>Writes a question.</summary>
    public static void WriteQuestion(Span<byte> destination, in HashesOf of, bool withEvent, int below)
    {
        WriteHead(destination, of);
        destination[HeadBytes] = (byte)((withEvent ? WithEvent : 0) | below);
    }

    /// <summary>Writes the beginning of a question or an answer.</summary>
    public static void WriteHead(Span<byte> destination, in HashesOf of)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)of.Creator.Value);
        BinaryPrimitives.WriteInt32LittleEndian(destination[2..], of.Sequence.Value);
        of.Hash.Write(destination[6..]);
        destination[HeadBytes - 1] = (byte)of.First;
    }

    private static bool IsValidHead(ReadOnlySpan<byte> body, int members) =>
        BinaryPrimitives.ReadUInt16LittleEndian(body) < members
        && BinaryPrimitives.ReadInt32LittleEndian(body[2..]) is >= 0 and < int.MaxValue;
}
