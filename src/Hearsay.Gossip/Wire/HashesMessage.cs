using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// The explicit hashes of an event's parents, for a receiver whose own candidates do not match the event's parents
/// digest because somebody branched. Parent 0 is the self-parent (zeros at sequence 0), parent i the i-th other-parent.
/// </summary>
/// <remarks>
/// Body of both question and answer: the event's hash, and one byte with the first parent meant. The answer goes on
/// with that parent's hash and the following ones, as many as fit; the receiver asks again for the rest.
/// </remarks>
internal static class HashesMessage
{
    /// <summary>Bytes of a question, and of an answer before its hashes.</summary>
    public const int FixedBytes = EventHash.Bytes + 1;

    /// <summary>Hashes that fit one answer.</summary>
    public const int HashesMax = (Limits.EventBytesMax - FixedBytes) / EventHash.Bytes;

    /// <summary>True for the body of a question.</summary>
    public static bool IsValidRequest(ReadOnlySpan<byte> body) => body.Length == FixedBytes;

    /// <summary>True for the body of an answer.</summary>
    public static bool IsValidAnswer(ReadOnlySpan<byte> body) =>
        body.Length > FixedBytes
        && (body.Length - FixedBytes) % EventHash.Bytes == 0
        && (body.Length - FixedBytes) / EventHash.Bytes <= HashesMax;

    /// <summary>The event that is meant.</summary>
    public static EventHash EventOf(ReadOnlySpan<byte> body) => EventHash.Read(body);

    /// <summary>The first parent that is meant.</summary>
    public static int FirstOf(ReadOnlySpan<byte> body) => body[EventHash.Bytes];

    /// <summary>The hashes of an answer, <see cref="EventHash.Bytes"/> bytes each.</summary>
    public static ReadOnlySpan<byte> HashesOf(ReadOnlySpan<byte> body) => body[FixedBytes..];

    /// <summary>Writes a question, or the beginning of an answer.</summary>
    public static void WriteHead(Span<byte> destination, EventHash of, int first)
    {
        of.Write(destination);
        destination[EventHash.Bytes] = (byte)first;
    }
}
