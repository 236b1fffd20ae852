using System.Buffers.Binary;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>A parent as an event names it.</summary>
/// <param name="Creator">Its creator.</param>
/// <param name="Sequence">Its place on the creator's chain.</param>
/// <param name="Age">How long the naming event's creator had it, in units of
/// <see cref="EventLayout.AgeUnitMicros"/>.</param>
internal readonly record struct NamedParent(MemberIndex Creator, Sequence Sequence, int Age);

/// <summary>
/// Where the parts of an encoded event are, found by one checking pass. Version 1, little-endian, canonical:
/// <code>
/// version 1 | creator 2 | sequence varint | createdAt 8 | parents 1 | parents × (creator, sequence, age varints)
/// | parents digest 32 | payload length varint | payload | signature 64
/// </code>
/// Parents are sorted by creator. The parents digest is SHA-256 over the self-parent's hash (zeros at sequence 0) and
/// the other-parents' hashes in that order.
/// </summary>
internal readonly record struct EventLayout
{
    /// <summary>The version that this code writes and reads.</summary>
    public const byte Version = 1;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureBytes = 64;

    /// <summary>Microseconds per unit of a parent's age.</summary>
    public const int AgeUnitMicros = 100;

    /// <summary>Bytes of the smallest event: sequence below 128, no parents, no payload.</summary>
    public const int BytesMin = 1 + 2 + 1 + 8 + 1 + EventHash.Bytes + 1 + SignatureBytes;

    public required MemberIndex Creator { get; init; }

    public required Sequence Sequence { get; init; }

    public required Micros CreatedAt { get; init; }

    /// <summary>Other-parents, 0 to 255.</summary>
    public required int ParentCount { get; init; }

    /// <summary>Offset of the first other-parent.</summary>
    public required int ParentsAt { get; init; }

    /// <summary>Offset of the parents digest.</summary>
    public required int DigestAt { get; init; }

    /// <summary>Offset of the payload.</summary>
    public required int PayloadAt { get; init; }

    public required int PayloadLength { get; init; }

    /// <summary>Offset of the signature, which is also how many bytes the hash covers.</summary>
    public int SignatureAt => PayloadAt + PayloadLength;

    /// <summary>Bytes of the whole event.</summary>
    public int Length => SignatureAt + SignatureBytes;

    /// <summary>Checks that the bytes are exactly one canonical event of a roster of this size.</summary>
    /// <param name="bytes">The event, nothing before or after.</param>
    /// <param name="members">Members in the roster.</param>
    /// <param name="layout">Where everything is.</param>
    /// <param name="refusal">Why it is refused, when it is.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int members, out EventLayout layout, out RefusalReason refusal)
    {
        layout = default;
        refusal = RefusalReason.Malformed;
        if (bytes.Length is < BytesMin or > Limits.EventBytesMax || bytes[0] != Version)
        {
            return false;
        }

        int creator = BinaryPrimitives.ReadUInt16LittleEndian(bytes[1..]);
        int at = 3;
        if (!Varint.TryRead(bytes, ref at, int.MaxValue - 1, out int sequence) || at + 9 > bytes.Length)
        {
            return false;
        }

        long createdAt = BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
        int parentCount = bytes[at + 8];
        at += 9;
        if (createdAt is < 0 or > Limits.CreatedAtMax)
        {
            return false;
        }

        if (creator >= members || parentCount > members - 1)
        {
            refusal = creator >= members ? RefusalReason.UnknownCreator : RefusalReason.TooManyParents;
            return false;
        }

        int parentsAt = at;
        if (!TrySkipParents(bytes, ref at, (members, creator, parentCount), out refusal))
        {
            return false;
        }

        int digestAt = at;
        at += EventHash.Bytes;
        if (!Varint.TryRead(bytes, ref at, Limits.EventBytesMax, out int payloadLength)
            || at + payloadLength + SignatureBytes != bytes.Length
            || !PayloadReader.IsValid(bytes.Slice(at, payloadLength)))
        {
            return false;
        }

        layout = new EventLayout
        {
            Creator = new MemberIndex(creator),
            Sequence = new Sequence(sequence),
            CreatedAt = new Micros(createdAt),
            ParentCount = parentCount,
            ParentsAt = parentsAt,
            DigestAt = digestAt,
            PayloadAt = at,
            PayloadLength = payloadLength,
        };
        return true;
    }

    /// <summary>The parents digest.</summary>
    public EventHash DigestOf(ReadOnlySpan<byte> bytes) => EventHash.Read(bytes[DigestAt..]);

    /// <summary>The payload's bytes.</summary>
    public ReadOnlySpan<byte> PayloadOf(ReadOnlySpan<byte> bytes) => bytes.Slice(PayloadAt, PayloadLength);

    /// <summary>
    /// The other-parents, in order. <paramref name="bytes"/> are those that this layout was read from.
    /// </summary>
    public NamedParents ParentsOf(ReadOnlySpan<byte> bytes) => new(bytes[ParentsAt..DigestAt]);

    private static bool TrySkipParents(
        ReadOnlySpan<byte> bytes, ref int at, (int Members, int Creator, int Count) of, out RefusalReason refusal)
    {
        refusal = RefusalReason.Malformed;
        int previous = -1;
        for (int i = 0; i < of.Count; i++)
        {
            if (!Varint.TryRead(bytes, ref at, ushort.MaxValue, out int creator)
                || !Varint.TryRead(bytes, ref at, int.MaxValue - 1, out int _)
                || !Varint.TryRead(bytes, ref at, Limits.AgeMax, out int _)
                || creator <= previous
                || creator == of.Creator)
            {
                return false;
            }

            previous = creator;
        }

        if (previous >= of.Members)
        {
            refusal = RefusalReason.UnknownCreator;
            return false;
        }

        return true;
    }
}

/// <summary>Walks the other-parents of an event that was checked.</summary>
internal ref struct NamedParents(ReadOnlySpan<byte> parents)
{
    private readonly ReadOnlySpan<byte> _parents = parents;
    private int _at;

    public bool TryRead(out NamedParent parent)
    {
        if (_at >= _parents.Length)
        {
            parent = default;
            return false;
        }

        Varint.TryRead(_parents, ref _at, int.MaxValue, out int creator);
        Varint.TryRead(_parents, ref _at, int.MaxValue, out int sequence);
        Varint.TryRead(_parents, ref _at, int.MaxValue, out int age);
        parent = new NamedParent(new MemberIndex(creator), new Sequence(sequence), age);
        return true;
    }
}
