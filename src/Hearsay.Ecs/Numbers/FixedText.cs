using System.Globalization;

namespace Hearsay.Ecs;

/// <summary>Fixed-point numbers as decimal text: 16 binary places are exactly 16 decimal places.</summary>
internal static class FixedText
{
    private const int Digits = Fixed.FractionBits;

    /// <summary>5^16: what turns 1/2^16 into 1/10^16.</summary>
    private const ulong FiveToDigits = 152_587_890_625;

    private const ulong TenToDigits = 10_000_000_000_000_000;

    public static string Format(long raw)
    {
        UInt128 magnitude = raw < 0 ? (UInt128)(-(Int128)raw) : (UInt128)raw;
        ulong whole = (ulong)(magnitude >> Digits);
        ulong fraction = (ulong)(magnitude & 0xFFFF) * FiveToDigits;
        string text = (raw < 0 ? "-" : "") + whole.ToString(CultureInfo.InvariantCulture);
        return fraction == 0
            ? text
            : text + "." + fraction.ToString("D16", CultureInfo.InvariantCulture).TrimEnd('0');
    }

    public static bool TryParse(ReadOnlySpan<char> text, out long raw)
    {
        raw = 0;
        bool negative = text.StartsWith("-");
        ReadOnlySpan<char> digits = negative ? text[1..] : text;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> wholeText = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> fractionText = point < 0 ? "0" : digits[(point + 1)..];
        if (!TryParseDigits(wholeText, out ulong whole) || whole > 1UL << 47 ||
            !TryParseDigits(fractionText, out ulong fraction))
        {
            return false;
        }

        for (int i = fractionText.Length; i < Digits; i++)
        {
            fraction *= 10;
        }

        UInt128 steps = (((UInt128)fraction << Digits) + (TenToDigits / 2)) / TenToDigits;
        Int128 value = (Int128)(((UInt128)whole << Digits) + steps) * (negative ? -1 : 1);
        if (value < long.MinValue || value > long.MaxValue)
        {
            return false;
        }

        raw = (long)value;
        return true;
    }

    private static bool TryParseDigits(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        return text.Length is > 0 and <= Digits &&
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
