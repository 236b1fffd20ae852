using System.Numerics;

namespace Hearsay.Gossip;

/// <summary>
/// Unsigned integers in groups of seven bits, lowest first (LEB128). Canonical: the shortest form only, so that one
/// value has one byte string.
/// </summary>
internal static class Varint
{
    /// <summary>Bytes that <paramref name="value"/> takes.</summary>
    public static int Length(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    /// <summary>Writes the value; returns the bytes written.</summary>
    public static int Write(Span<byte> destination, ulong value)
    {
        int at = 0;
        while (value >= 0x80)
        {
            destination[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[at++] = (byte)value;
        return at;
    }

    /// <summary>
    /// Reads a value of at most <paramref name="max"/> at <paramref name="at"/> and moves on; false when it is cut off,
    /// too large, or longer than it needs to be.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> source, ref int at, ulong max, out ulong value)
    {
        value = 0;
        int shift = 0;
        int position = at;
        while ((uint)position < (uint)source.Length)
        {
            byte next = source[position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                bool isGood = value <= max && (next != 0 || shift == 0);
                at = isGood ? position : at;
                return isGood;
            }

            shift += 7;
            if (shift > 56)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Reads a value of at most <paramref name="max"/> as an int.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, ref int at, int max, out int value)
    {
        bool read = TryRead(source, ref at, (ulong)max, out ulong wide);
        value = (int)wide;
        return read;
    }
}
