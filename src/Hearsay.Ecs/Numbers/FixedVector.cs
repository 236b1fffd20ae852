namespace Hearsay.Ecs;

/// <summary>A place, a movement or an extent in three dimensions, in fixed point. 24 bytes without padding.</summary>
public readonly record struct FixedVector(Fixed X, Fixed Y, Fixed Z)
{
    public static FixedVector Zero => default;

    /// <summary>The sum of the squares, each cut to a step; for components up to 2^22.</summary>
    public Fixed LengthSquared => Dot(this, this);

    /// <summary>The length, exact but for being cut to a step.</summary>
    /// <exception cref="OverflowException">It is outside the range of <see cref="Fixed"/>.</exception>
    public Fixed Length => Fixed.FromRaw(FixedArithmetic.SquareRoot(
        FixedArithmetic.Square(X) + FixedArithmetic.Square(Y) + FixedArithmetic.Square(Z)));

    public static FixedVector operator +(FixedVector left, FixedVector right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    public static FixedVector operator -(FixedVector left, FixedVector right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    public static FixedVector operator -(FixedVector value) => new(-value.X, -value.Y, -value.Z);

    public static FixedVector operator *(FixedVector value, Fixed factor) =>
        new(value.X * factor, value.Y * factor, value.Z * factor);

    public static FixedVector operator /(FixedVector value, Fixed divisor) =>
        new(value.X / divisor, value.Y / divisor, value.Z / divisor);

    public static Fixed Dot(FixedVector left, FixedVector right) =>
        (left.X * right.X) + (left.Y * right.Y) + (left.Z * right.Z);

    public static FixedVector Cross(FixedVector left, FixedVector right) => new(
        (left.Y * right.Z) - (left.Z * right.Y),
        (left.Z * right.X) - (left.X * right.Z),
        (left.X * right.Y) - (left.Y * right.X));

    public static FixedVector Min(FixedVector left, FixedVector right) =>
        new(Fixed.Min(left.X, right.X), Fixed.Min(left.Y, right.Y), Fixed.Min(left.Z, right.Z));

    public static FixedVector Max(FixedVector left, FixedVector right) =>
        new(Fixed.Max(left.X, right.X), Fixed.Max(left.Y, right.Y), Fixed.Max(left.Z, right.Z));

    /// <summary>The same direction with a length of about one; zero stays zero.</summary>
    public FixedVector Normalized()
    {
        // A length is cut to a step, which counts where it has few of them.
        FixedVector longer = Length < Fixed.One ? this * 32_768 : this;
        Fixed length = longer.Length;
        return length == Fixed.Zero ? Zero : longer / length;
    }

    /// <summary>The cell of the unit grid that contains this place.</summary>
    /// <exception cref="OverflowException">A component does not fit 32 bits.</exception>
    public IntVector Floor() => new(X.FloorToInt(), Y.FloorToInt(), Z.FloorToInt());

    public override string ToString() => $"({X}, {Y}, {Z})";
}
