namespace Hearsay.Ecs;

/// <summary>
/// An angle of <see cref="Units"/> / 65,536 of a turn: adding wraps as angles do, and there is no pi to round. 2 bytes.
/// </summary>
public readonly record struct BinaryAngle(ushort Units)
{
    public static BinaryAngle Zero => default;

    public static BinaryAngle QuarterTurn => new(SineTable.QuarterTurn);

    public static BinaryAngle HalfTurn => new(2 * SineTable.QuarterTurn);

    /// <summary>Units from zero, -32,768 to 32,767: the angle as a turn to one side or the other.</summary>
    public short SignedUnits => unchecked((short)Units);

    public static BinaryAngle operator +(BinaryAngle left, BinaryAngle right) =>
        new(unchecked((ushort)(left.Units + right.Units)));

    public static BinaryAngle operator -(BinaryAngle left, BinaryAngle right) =>
        new(unchecked((ushort)(left.Units - right.Units)));

    public static BinaryAngle operator -(BinaryAngle value) => new(unchecked((ushort)-value.Units));

    /// <summary>Whole degrees of any size, to the nearest unit.</summary>
    public static BinaryAngle FromDegrees(int degrees)
    {
        long units = ((degrees * 65_536L) + (degrees < 0 ? -180 : 180)) / 360;
        return new(unchecked((ushort)units));
    }

    /// <summary>
    /// The angle whose cosine and sine point to (<paramref name="x"/>, <paramref name="y"/>), to the nearest unit or
    /// the one beside it; zero for (0, 0).
    /// </summary>
    public static BinaryAngle Towards(Fixed x, Fixed y)
    {
        Fixed far = Fixed.Max(Fixed.Abs(x), Fixed.Abs(y));
        if (far == Fixed.Zero)
        {
            return Zero;
        }

        int first = InQuarter(Shorten(Fixed.Abs(x), far), Shorten(Fixed.Abs(y), far));
        int half = x < Fixed.Zero ? (2 * SineTable.QuarterTurn) - first : first;
        return new(unchecked((ushort)(y < Fixed.Zero ? -half : half)));
    }

    /// <summary>From -1 to 1, to the nearest 1/65,536 or the one beside it.</summary>
    public Fixed Sin()
    {
        int inHalf = Units & ((2 * SineTable.QuarterTurn) - 1);
        int inQuarter = inHalf <= SineTable.QuarterTurn ? inHalf : (2 * SineTable.QuarterTurn) - inHalf;
        int value = SineTable.OfQuarter(inQuarter);
        return Fixed.FromRaw(Units < 2 * SineTable.QuarterTurn ? value : -value);
    }

    /// <summary>From -1 to 1, to the nearest 1/65,536 or the one beside it.</summary>
    public Fixed Cos() => (this + QuarterTurn).Sin();

    /// <summary>The part of the greater component, with 32 bits after the point.</summary>
    private static long Shorten(Fixed part, Fixed whole) => (long)(((Int128)part.Raw << 32) / whole.Raw);

    /// <summary>Looks for the first angle of the quarter whose direction is not short of (x, y).</summary>
    private static int InQuarter(long x, long y)
    {
        int low = 0;
        int high = SineTable.QuarterTurn;
        while (low < high)
        {
            int middle = (low + high) / 2;
            long sine = SineTable.OfQuarter(middle);
            long cosine = SineTable.OfQuarter(SineTable.QuarterTurn - middle);
            if (sine * x < cosine * y)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
