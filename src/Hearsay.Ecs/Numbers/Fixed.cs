using System.Runtime.CompilerServices;

namespace Hearsay.Ecs;

/// <summary>
/// A number with 48 bits before and 16 bits after the binary point: from -2^47 (inclusive) to 2^47 (exclusive), in
/// steps of 1/65,536. The same on every CPU, which binary floating point is not once compilers fuse and reorder.
/// </summary>
/// <remarks>
/// Addition, subtraction and comparison are exact. A product and a quotient are computed with 128 bits between and cut
/// towards zero, so that <c>(-a) * b == -(a * b)</c> and a speed that is damped every tick comes to rest from both
/// sides. A result outside the range is a defect of the caller: <see cref="OverflowException"/>.
/// </remarks>
public readonly record struct Fixed : IComparable<Fixed>
{
    /// <summary>Bits after the binary point.</summary>
    public const int FractionBits = 16;

    private const long OneRaw = 1L << FractionBits;
    private const long FractionMask = OneRaw - 1;

    private Fixed(long raw) => Raw = raw;

    /// <summary>The value in steps of 1/65,536.</summary>
    public long Raw { get; }

    public static Fixed Zero => default;

    public static Fixed One => new(OneRaw);

    public static Fixed Half => new(OneRaw / 2);

    /// <summary>The smallest number above zero, 1/65,536.</summary>
    public static Fixed Step => new(1);

    public static Fixed MaxValue => new(long.MaxValue);

    public static Fixed MinValue => new(long.MinValue);

    public static implicit operator Fixed(int value) => new((long)value << FractionBits);

    public static Fixed operator +(Fixed left, Fixed right) => new(left.Raw + right.Raw);

    public static Fixed operator -(Fixed left, Fixed right) => new(left.Raw - right.Raw);

    public static Fixed operator -(Fixed value) => new(-value.Raw);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fixed operator *(Fixed left, Fixed right)
    {
        long high = Math.BigMul(left.Raw, right.Raw, out long low);
        return new(FixedArithmetic.ShiftTowardsZero(high, low));
    }

    /// <summary>Cut towards zero.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="right"/> is zero.</exception>
    public static Fixed operator /(Fixed left, Fixed right) => new(FixedArithmetic.Divide(left.Raw, right.Raw));

    /// <summary>
    /// What remains of a division that is cut towards zero to a whole number; has the sign of the left.
    /// </summary>
    public static Fixed operator %(Fixed left, Fixed right) =>
        right.Raw == -1 ? default : new(left.Raw % right.Raw);

    public static bool operator <(Fixed left, Fixed right) => left.Raw < right.Raw;

    public static bool operator >(Fixed left, Fixed right) => left.Raw > right.Raw;

    public static bool operator <=(Fixed left, Fixed right) => left.Raw <= right.Raw;

    public static bool operator >=(Fixed left, Fixed right) => left.Raw >= right.Raw;

    /// <summary>The number of <paramref name="raw"/> steps of 1/65,536.</summary>
    public static Fixed FromRaw(long raw) => new(raw);

    /// <summary>A whole number of at most 48 bits.</summary>
    /// <exception cref="OverflowException">It is outside the range.</exception>
    public static Fixed FromLong(long value) => new(value * OneRaw);

    /// <summary><paramref name="numerator"/> / <paramref name="denominator"/>, cut towards zero.</summary>
    public static Fixed Ratio(long numerator, long denominator) =>
        new(FixedArithmetic.Divide(numerator, denominator));

    public static Fixed Abs(Fixed value) => new(Math.Abs(value.Raw));

    public static Fixed Min(Fixed left, Fixed right) => left.Raw < right.Raw ? left : right;

    public static Fixed Max(Fixed left, Fixed right) => left.Raw > right.Raw ? left : right;

    /// <summary>The nearest value within both ends, which are inclusive.</summary>
    public static Fixed Clamp(Fixed value, Fixed min, Fixed max) => new(Math.Clamp(value.Raw, min.Raw, max.Raw));

    /// <summary>-1, 0 or 1.</summary>
    public static int Sign(Fixed value) => Math.Sign(value.Raw);

    /// <summary>The greatest whole number that is not above the value.</summary>
    public static Fixed Floor(Fixed value) => new(value.Raw & ~FractionMask);

    /// <summary>The least whole number that is not below the value.</summary>
    public static Fixed Ceiling(Fixed value) => new((value.Raw + FractionMask) & ~FractionMask);

    /// <summary>The nearest whole number; from the middle, the greater one.</summary>
    public static Fixed Round(Fixed value) => new((value.Raw + (OneRaw / 2)) & ~FractionMask);

    /// <summary>The greatest number whose square is not above the value.</summary>
    /// <exception cref="InvariantException">The value is negative.</exception>
    public static Fixed Sqrt(Fixed value)
    {
        Invariant.Check(value.Raw >= 0, "the square root of a negative number was asked for");
        return new(FixedArithmetic.SquareRoot((UInt128)value.Raw << FractionBits));
    }

    /// <summary>
    /// Reads what <see cref="ToString"/> writes; further digits are rounded, at most 16 after the point.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Fixed value)
    {
        bool read = FixedText.TryParse(text, out long raw);
        value = new(raw);
        return read;
    }

    /// <summary>The greatest integer that is not above the value.</summary>
    /// <exception cref="OverflowException">It does not fit 32 bits.</exception>
    public int FloorToInt() => (int)(Raw >> FractionBits);

    /// <summary>The least integer that is not below the value.</summary>
    /// <exception cref="OverflowException">It does not fit 32 bits.</exception>
    public int CeilingToInt() => (int)((Raw + FractionMask) >> FractionBits);

    /// <summary>The nearest integer; from the middle, the greater one.</summary>
    /// <exception cref="OverflowException">It does not fit 32 bits.</exception>
    public int RoundToInt() => (int)((Raw + (OneRaw / 2)) >> FractionBits);

    public int CompareTo(Fixed other) => Raw.CompareTo(other.Raw);

    /// <summary>The exact decimal value, without trailing zeros: <c>-12.5</c>.</summary>
    public override string ToString() => FixedText.Format(Raw);
}
