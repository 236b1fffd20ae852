using Hearsay.Ecs;

namespace Hearsay.Simulation;

/// <summary>
/// A point on the globe as a unit vector, in whole numbers, so that a seed means the same delays on every machine.
/// </summary>
internal readonly record struct GlobePoint
{
    // Vector components have this for one.
    private const long One = 1L << Fixed.FractionBits;

    private readonly long _x;
    private readonly long _y;
    private readonly long _z;

    /// <summary>The point of this latitude (positive north) and longitude (positive east).</summary>
    public GlobePoint(BinaryAngle latitude, BinaryAngle longitude)
    {
        long cosine = latitude.Cos().Raw;
        _x = cosine * longitude.Cos().Raw / One;
        _y = cosine * longitude.Sin().Raw / One;
        _z = latitude.Sin().Raw;
    }

    /// <summary>
    /// The angle between two points, in units of <see cref="BinaryAngle"/> (611 m of the earth's surface), from 0 to
    /// half a turn. From the chord: half of it is the sine of half the angle. Square roots are exact on every machine.
    /// </summary>
    public int AngleTo(in GlobePoint other)
    {
        long x = _x - other._x;
        long y = _y - other._y;
        long z = _z - other._z;
        long square = Math.Min((x * x) + (y * y) + (z * z), 4 * One * One);
        Fixed sine = Fixed.FromRaw((long)Math.Sqrt(square));
        Fixed cosine = Fixed.FromRaw((long)Math.Sqrt((4 * One * One) - square));
        return 2 * BinaryAngle.Towards(cosine, sine).Units;
    }
}
