namespace Hearsay.Hashgraph;

/// <summary>A time in microseconds since the Unix epoch, or a span of microseconds.</summary>
public readonly record struct Micros(long Value) : IComparable<Micros>
{
    public int CompareTo(Micros other) => Value.CompareTo(other.Value);

    public static bool operator <(Micros left, Micros right) => left.Value < right.Value;

    public static bool operator >(Micros left, Micros right) => left.Value > right.Value;

    public static bool operator <=(Micros left, Micros right) => left.Value <= right.Value;

    public static bool operator >=(Micros left, Micros right) => left.Value >= right.Value;

    public static Micros operator +(Micros left, Micros right) => new(left.Value + right.Value);

    public static Micros operator -(Micros left, Micros right) => new(left.Value - right.Value);
}
