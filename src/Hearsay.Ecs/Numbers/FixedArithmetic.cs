using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hearsay.Ecs;

/// <summary>The parts of <see cref="Fixed"/> that need more than 64 bits between, on raw values.</summary>
internal static class FixedArithmetic
{
    /// <summary>A 128-bit product divided by 65,536, cut towards zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ShiftTowardsZero(long high, long low)
    {
        if (high < 0)
        {
            // A shift alone would round a negative product down; the fraction is filled up first.
            ulong raised = unchecked((ulong)low + 0xFFFF);
            high = raised < 0xFFFF ? high + 1 : high;
            low = unchecked((long)raised);
        }

        long sign = high >> (Fixed.FractionBits - 1);
        if (sign is not 0 and not -1)
        {
            throw new OverflowException("A product is outside the range of fixed-point numbers.");
        }

        return (high << (64 - Fixed.FractionBits)) | (low >>> Fixed.FractionBits);
    }

    /// <summary>left * 65,536 / right, cut towards zero.</summary>
    public static long Divide(long left, long right)
    {
        if (left is > -(1L << 46) and < (1L << 46))
        {
            return (left << Fixed.FractionBits) / right;
        }

        return (long)(((Int128)left << Fixed.FractionBits) / right);
    }

    /// <summary>The whole square root, cut.</summary>
    /// <exception cref="OverflowException">It is outside the range of fixed-point numbers.</exception>
    public static long SquareRoot(UInt128 value) =>
        value <= ulong.MaxValue ? SquareRoot64((ulong)value) : SquareRoot128(value);

    /// <summary>The square with 32 bits after the point.</summary>
    public static UInt128 Square(Fixed value) => (UInt128)((Int128)value.Raw * value.Raw);

    private static long SquareRoot64(ulong value)
    {
        unchecked
        {
            ulong root = 0;
            ulong bit = value == 0 ? 0 : 1UL << (BitOperations.Log2(value) & ~1);
            while (bit != 0)
            {
                ulong trial = root + bit;
                root >>= 1;
                if (value >= trial)
                {
                    value -= trial;
                    root += bit;
                }

                bit >>= 2;
            }

            return (long)root;
        }
    }

    /// <summary>
    /// The same digit-by-digit method; apart, because a step of 64 bits costs a cycle and this one many.
    /// </summary>
    private static long SquareRoot128(UInt128 value)
    {
        UInt128 root = 0;
        for (UInt128 bit = UInt128.One << 126; bit != 0; bit >>= 2)
        {
            UInt128 trial = root + bit;
            root >>= 1;
            if (value >= trial)
            {
                value -= trial;
                root += bit;
            }
        }

        return (long)root;
    }
}
