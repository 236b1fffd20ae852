using System.Numerics;

namespace Hearsay.Ecs;

/// <summary>
/// A seeded generator: PCG-XSH-RR with 64 bits of state and 32 bits of output (M. E. O'Neill, "PCG: A Family of Simple
/// Fast Space-Efficient Statistically Good Algorithms", 2014). A plain struct of 16 bytes: keep it in a component, so
/// that its state is saved, copied and rolled back with the world. Not for secrets: the members know the state.
/// </summary>
/// <remarks>Drawing changes the struct: call it on a field, a local or a ref, never on a readonly copy.</remarks>
public struct Pcg32 : IEquatable<Pcg32>
{
    private const ulong Multiplier = 6_364_136_223_846_793_005;

    private ulong _state;
    private readonly ulong _increment;

    /// <summary>Generators with different seeds or streams draw different sequences.</summary>
    /// <param name="stream">Only the lower 63 bits count.</param>
    public Pcg32(ulong seed, ulong stream = 0)
    {
        _state = 0;
        _increment = (stream << 1) | 1;
        NextUInt();
        _state = unchecked(_state + seed);
        NextUInt();
    }

    public static bool operator ==(Pcg32 left, Pcg32 right) => left.Equals(right);

    public static bool operator !=(Pcg32 left, Pcg32 right) => !left.Equals(right);

    /// <summary>Any of the 2^32 values, all equally likely.</summary>
    public uint NextUInt()
    {
        unchecked
        {
            ulong old = _state;
            // A generator that nobody seeded has an increment of zero; the lowest bit keeps it from standing still.
            _state = (old * Multiplier) + (_increment | 1);
            return BitOperations.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
        }
    }

    /// <summary>Any of the 2^64 values, all equally likely.</summary>
    public ulong NextULong()
    {
        ulong high = NextUInt();
        return (high << 32) | NextUInt();
    }

    /// <summary>From 0 to <paramref name="bound"/> (exclusive), all equally likely.</summary>
    /// <remarks>By multiplication; the few values that would make some results likelier are drawn again (D. Lemire,
    /// "Fast Random Integer Generation in an Interval", 2019).</remarks>
    /// <exception cref="InvariantException"><paramref name="bound"/> is not positive.</exception>
    public int Range(int bound)
    {
        Invariant.Check(bound > 0, "a range must not be empty");
        uint size = (uint)bound;
        ulong product = (ulong)NextUInt() * size;
        if (unchecked((uint)product) < size)
        {
            uint surplus = unchecked(0u - size) % size;
            while (unchecked((uint)product) < surplus)
            {
                product = (ulong)NextUInt() * size;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>
    /// From <paramref name="min"/> (inclusive) to <paramref name="max"/> (exclusive), all equally likely.
    /// </summary>
    /// <exception cref="InvariantException">The range is empty or has more than 2^31 - 1 values.</exception>
    public int Range(int min, int max)
    {
        long size = (long)max - min;
        Invariant.Check(size is > 0 and <= int.MaxValue, "a range has 1 to 2^31 - 1 values");
        return min + Range((int)size);
    }

    /// <summary>From 0 (inclusive) to 1 (exclusive), all 65,536 steps equally likely.</summary>
    public Fixed NextFixed() => Fixed.FromRaw(NextUInt() >> Fixed.FractionBits);

    /// <summary>True in <paramref name="times"/> of <paramref name="outOf"/> draws.</summary>
    public bool Chance(int times, int outOf) => Range(outOf) < times;

    public readonly bool Equals(Pcg32 other) => _state == other._state && _increment == other._increment;

    public override readonly bool Equals(object? obj) => obj is Pcg32 other && Equals(other);

    public override readonly int GetHashCode() => unchecked((int)(_state ^ _increment));
}
