namespace Hearsay.Session;

/// <summary>The DER form of a P-256 signature (RFC 3279, section 2.2.3): SEQUENCE { INTEGER r, INTEGER s }.</summary>
internal static class DerSignature
{
    /// <summary>A header of two bytes, and two integers of a header, a sign byte and 32 bytes each.</summary>
    public const int BytesMax = 2 + (2 * (2 + 1 + NumberBytes));

    private const int NumberBytes = 32;
    private const byte SequenceTag = 0x30;
    private const byte IntegerTag = 0x02;

    /// <summary>Writes the 64 bytes r ‖ s as DER and returns the length.</summary>
    public static int Write(ReadOnlySpan<byte> fixedForm, Span<byte> der)
    {
        int length = 2;
        length += WriteInteger(fixedForm[..NumberBytes], der[length..]);
        length += WriteInteger(fixedForm[NumberBytes..], der[length..]);
        der[0] = SequenceTag;
        der[1] = (byte)(length - 2);
        return length;
    }

    // DER integers are signed and as short as can be: no leading zeros, but one when the top bit is set.
    private static int WriteInteger(ReadOnlySpan<byte> number, Span<byte> der)
    {
        int start = number.IndexOfAnyExcept((byte)0);
        ReadOnlySpan<byte> digits = start < 0 ? number[^1..] : number[start..];
        int sign = digits[0] >= 0x80 ? 1 : 0;
        der[0] = IntegerTag;
        der[1] = (byte)(sign + digits.Length);
        der[2] = 0;
        digits.CopyTo(der[(2 + sign)..]);
        return 2 + sign + digits.Length;
    }
}
