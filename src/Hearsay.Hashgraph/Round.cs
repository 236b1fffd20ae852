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
