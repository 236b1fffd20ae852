using System.Buffers.Binary;

namespace Hearsay.Hashgraph;

/// <summary>
/// A 32-byte hash that names an event. Ordered as unsigned big-endian bytes, so that a printed list sorts the same way.
/// </summary>
public readonly record struct EventHash : IComparable<EventHash>
{
    /// <summary>Bytes of a hash.</summary>
    public const int Bytes = 32;

    // The words hold the bytes big-endian: comparing words from A to D is comparing bytes from first to last.
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private EventHash(ulong a, ulong b, ulong c, ulong d)
    {
        _a = a;
        _b = b;
        _c = c;
        _d = d;
    }

    /// <summary>The lowest bit of the last byte: the coin of consensus.md.</summary>
    public bool LastBit => (_d & 1) != 0;

    /// <summary>
    /// The first eight bytes, big-endian: a good key where an adversary gains nothing from a collision.
    /// </summary>
    public ulong Prefix => _a;

    /// <summary>Reads the hash from the first 32 bytes of <paramref name="bytes"/>.</summary>
    public static EventHash Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    /// <summary>Writes the hash to the first 32 bytes of <paramref name="destination"/>.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary>Reads 64 hex digits of either case; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> hex, out EventHash hash)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        hash = default;
        if (hex.Length != 2 * Bytes
            || Convert.FromHexString(hex, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        hash = Read(bytes);
        return true;
    }

    public int CompareTo(EventHash other)
    {
        int order = _a.CompareTo(other._a);
        order = order != 0 ? order : _b.CompareTo(other._b);
        order = order != 0 ? order : _c.CompareTo(other._c);
        return order != 0 ? order : _d.CompareTo(other._d);
    }

    public static EventHash operator ^(EventHash left, EventHash right) =>
        new(left._a ^ right._a, left._b ^ right._b, left._c ^ right._c, left._d ^ right._d);

    /// <summary>The bitwise exclusive or of two hashes.</summary>
    public static EventHash Xor(EventHash left, EventHash right) => left ^ right;

    public static bool operator <(EventHash left, EventHash right) => left.CompareTo(right) < 0;

    public static bool operator >(EventHash left, EventHash right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventHash left, EventHash right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventHash left, EventHash right) => left.CompareTo(right) >= 0;

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Write(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
