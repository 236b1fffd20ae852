namespace Hearsay.Hashgraph;

/// <summary>A round of the graph; the first is 1. 0 stands for "before the first".</summary>
public readonly record struct Round(int Number) : IComparable<Round>
{
    public int CompareTo(Round other) => Number.CompareTo(other.Number);

    public static bool operator <(Round left, Round right) => left.Number < right.Number;

    public static bool operator >(Round left, Round right) => left.Number > right.Number;

    public static bool operator <=(Round left, Round right) => left.Number <= right.Number;

    public static bool operator >=(Round left, Round right) => left.Number >= right.Number;
}

/// <summary>A member's place in its epoch's roster, from 0.</summary>
public readonly record struct MemberIndex(int Value);

/// <summary>An event's place on its creator's self-chain, from 0.</summary>
public readonly record struct Sequence(int Value);

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
