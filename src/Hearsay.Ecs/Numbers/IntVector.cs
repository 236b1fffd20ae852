namespace Hearsay.Ecs;

/// <summary>A cell of the unit grid, or a step between cells. 12 bytes without padding.</summary>
/// <remarks>Ordered by <see cref="Y"/>, then <see cref="Z"/>, then <see cref="X"/>.</remarks>
public readonly record struct IntVector(int X, int Y, int Z) : IComparable<IntVector>
{
    public static IntVector Zero => default;

    public static IntVector operator +(IntVector left, IntVector right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    public static IntVector operator -(IntVector left, IntVector right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    public static IntVector operator -(IntVector value) => new(-value.X, -value.Y, -value.Z);

    public static IntVector operator *(IntVector value, int factor) =>
        new(value.X * factor, value.Y * factor, value.Z * factor);

    public static bool operator <(IntVector left, IntVector right) => left.CompareTo(right) < 0;

    public static bool operator >(IntVector left, IntVector right) => left.CompareTo(right) > 0;

    public static bool operator <=(IntVector left, IntVector right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IntVector left, IntVector right) => left.CompareTo(right) >= 0;

    /// <summary>Steps along the axes between two cells.</summary>
    public static long ManhattanDistance(IntVector left, IntVector right) =>
        Math.Abs((long)left.X - right.X) + Math.Abs((long)left.Y - right.Y) + Math.Abs((long)left.Z - right.Z);

    /// <summary>The lower corner of the cell.</summary>
    public FixedVector ToFixed() => new(X, Y, Z);

    /// <summary>The middle of the cell.</summary>
    public FixedVector Middle() => new(X + Fixed.Half, Y + Fixed.Half, Z + Fixed.Half);

    public int CompareTo(IntVector other)
    {
        int byY = Y.CompareTo(other.Y);
        int byZ = byY != 0 ? byY : Z.CompareTo(other.Z);
        return byZ != 0 ? byZ : X.CompareTo(other.X);
    }

    public override string ToString() => $"({X}, {Y}, {Z})";
}
