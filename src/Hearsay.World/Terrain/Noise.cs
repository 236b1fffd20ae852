using System.Runtime.CompilerServices;

namespace Hearsay.World;

/// <summary>
/// Smooth integer noise: a pure function of seed and place, the same on every CPU. A lattice of hashed values, cells of
/// a power of two blocks, joined by the polynomial 3f² − 2f³ along each axis (value noise), all in 16-bit fractions.
/// </summary>
/// <remarks>Products of 16-bit fractions and 17-bit differences stay far inside an int or long: unchecked is
/// proven.</remarks>
internal static class Noise
{
    /// <summary>The exclusive upper end of a noise value; the inclusive lower end is 0.</summary>
    public const int Range = 1 << 16;

    private const ulong StrideX = 0x9E37_79B9_7F4A_7C15;
    private const ulong StrideY = 0xC2B2_AE3D_27D4_EB4F;
    private const ulong StrideZ = 0x1656_67B1_9E37_79F9;

    /// <summary>A bijective mix of 64 bits (the finalizer of SplitMix64).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value ^= value >> 30;
            value *= 0xBF58_476D_1CE4_E5B9;
            value ^= value >> 27;
            value *= 0x94D0_49BB_1331_11EB;
            return value ^ (value >> 31);
        }
    }

    /// <summary>64 hashed bits for a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong seed, long x, long y, long z)
    {
        unchecked
        {
            return Mix(seed + ((ulong)x * StrideX) + Mix(seed ^ ((ulong)y * StrideY) ^ ((ulong)z * StrideZ)));
        }
    }

    /// <summary>
    /// Noise over the plane with cells of 2^<paramref name="shift"/> blocks, 0 to <see cref="Range"/> − 1.
    /// </summary>
    public static int Plane(ulong seed, long x, long z, int shift)
    {
        PlaneCell cell = new(seed, x >> shift, z >> shift);
        return cell.At(Fraction(x, shift), Fraction(z, shift));
    }

    /// <summary>
    /// Noise over space with cells of 2^<paramref name="shift"/> blocks, 0 to <see cref="Range"/> − 1.
    /// </summary>
    public static int Space(ulong seed, BlockPosition at, int shift)
    {
        SpaceCell cell = new(seed, at.X >> shift, at.Y >> shift, at.Z >> shift);
        SpaceRow row = cell.Row(Fraction(at.Y, shift), Fraction(at.Z, shift));
        return row.At(Fraction(at.X, shift));
    }

    /// <summary>The smoothed place inside a cell, 0 to 65535.</summary>
    public static int Fraction(long coordinate, int shift)
    {
        unchecked
        {
            long f = (coordinate & ((1L << shift) - 1)) << (16 - shift);
            return (int)((f * f >> 16) * ((3 << 16) - (2 * f)) >> 16);
        }
    }

    private static int Corner(ulong seed, long x, long y, long z) => (int)(Hash(seed, x, y, z) >> 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Blend(int from, int to, int fraction)
    {
        unchecked
        {
            return from + (int)((long)(to - from) * fraction >> 16);
        }
    }

    /// <summary>One cell of the plane: its four corners, hashed once for as many places as wanted.</summary>
    public readonly struct PlaneCell(ulong seed, long x, long z)
    {
        private readonly int _near0 = Corner(seed, x, 0, z);
        private readonly int _near1 = Corner(seed, x + 1, 0, z);
        private readonly int _far0 = Corner(seed, x, 0, z + 1);
        private readonly int _far1 = Corner(seed, x + 1, 0, z + 1);

        public int At(int fractionX, int fractionZ) =>
            Blend(Blend(_near0, _near1, fractionX), Blend(_far0, _far1, fractionX), fractionZ);
    }

    /// <summary>One cell of space: two faces, low and high Z, of four corners.</summary>
    public readonly struct SpaceCell(ulong seed, long x, long y, long z)
    {
        private readonly int _low00 = Corner(seed, x, y, z);
        private readonly int _low10 = Corner(seed, x + 1, y, z);
        private readonly int _low01 = Corner(seed, x, y + 1, z);
        private readonly int _low11 = Corner(seed, x + 1, y + 1, z);
        private readonly int _high00 = Corner(seed, x, y, z + 1);
        private readonly int _high10 = Corner(seed, x + 1, y, z + 1);
        private readonly int _high01 = Corner(seed, x, y + 1, z + 1);
        private readonly int _high11 = Corner(seed, x + 1, y + 1, z + 1);

        /// <summary>The line along X at one Y and Z.</summary>
        public SpaceRow Row(int fractionY, int fractionZ)
        {
            int low0 = Blend(_low00, _low01, fractionY);
            int low1 = Blend(_low10, _low11, fractionY);
            int high0 = Blend(_high00, _high01, fractionY);
            int high1 = Blend(_high10, _high11, fractionY);
            return new SpaceRow(Blend(low0, high0, fractionZ), Blend(low1, high1, fractionZ));
        }
    }

    /// <summary>A line of noise along X inside one cell.</summary>
    public readonly record struct SpaceRow(int From, int To)
    {
        public int At(int fractionX) => Blend(From, To, fractionX);
    }
}
