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
/// how many events of members that branched are to be told of below it, or, all set, that every parent's hash is asked
/// for. The answer goes on with that parent's hash and the following ones, in as many messages as it takes. A shorter
/// answer has 0 for the first parent, and then only the parents whose creators have branched as far as is known: one
/// byte with the parent's number, and its hash. The others' are what the receiver has in their places; when that does
/// not match the digest, it asks for every hash.
/// </remarks>
internal static class HashesMessage
{
    /// <summary>Bytes of the head of a question or an answer.</summary>
    public const int HeadBytes = 2 + 4 + EventHash.Bytes + 1;

    /// <summary>Bytes of a question.</summary>
    public const int QuestionBytes = HeadBytes + 1;

    /// <summary>Bytes of a parent in a shorter answer.</summary>
    public const int NumberedBytes = 1 + EventHash.Bytes;

    /// <summary>In place of how many events below are to be told of: every parent's hash is.</summary>
    public const int EveryHash = 0x7F;

    private const byte WithEvent = 0x80;

    /// <summary>Hashes that fit one answer.</summary>
    public const int HashesMax = (Limits.EventBytesMax - HeadBytes) / EventHash.Bytes;

    /// <summary>Parents that fit a shorter answer.</summary>
    public const int NumberedMax = (Limits.EventBytesMax - HeadBytes) / NumberedBytes;

    /// <summary>True for the body of a question, for a roster of this size.</summary>
    public static bool IsValidRequest(ReadOnlySpan<byte> body, int members) =>
        body.Length == QuestionBytes
        && (body[HeadBytes] & EveryHash) is EveryHash or <= Limits.BelowPerQuestionMax
        && IsValidHead(body, members);

    /// <summary>True for the body of an answer, for a roster of this size.</summary>
    public static bool IsValidAnswer(ReadOnlySpan<byte> body, int members) =>
        body.Length > HeadBytes
        && (body.Length - HeadBytes) % EventHash.Bytes == 0
        && (body.Length - HeadBytes) / EventHash.Bytes <= HashesMax
        && IsValidHead(body, members);

    /// <summary>True for the body of a shorter answer, for a roster of this size.</summary>
    public static bool IsValidShortAnswer(ReadOnlySpan<byte> body, int members) =>
        body.Length >= HeadBytes
        && (body.Length - HeadBytes) % NumberedBytes == 0
        && (body.Length - HeadBytes) / NumberedBytes <= NumberedMax
        && IsValidHead(body, members)
        && body[HeadBytes - 1] == 0;

    /// <summary>What a body that was checked means.</summary>
    public static HashesOf ReadHead(ReadOnlySpan<byte> body) => new(
        new MemberIndex(BinaryPrimitives.ReadUInt16LittleEndian(body)),
        new Sequence(BinaryPrimitives.ReadInt32LittleEndian(body[2..])),
        EventHash.Read(body[6..]),
        body[HeadBytes - 1]);

    /// <summary>Whether a question asks for the event itself, and for how many below it.</summary>
    public static (bool WithEvent, int Below) ReadTail(ReadOnlySpan<byte> body) =>
        ((body[HeadBytes] & WithEvent) != 0, AsksForEveryHash(body) ? 0 : body[HeadBytes] & EveryHash);

    /// <summary>True for a question to which a shorter answer is none.</summary>
    public static bool AsksForEveryHash(ReadOnlySpan<byte> body) => (body[HeadBytes] & EveryHash) == EveryHash;

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
