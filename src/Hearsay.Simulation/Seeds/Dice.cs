using System.Numerics;

namespace Hearsay.Simulation;

/// <summary>
/// A seeded generator: xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64. Each part of a simulation has its
/// own, named, so that a change in one part does not change what another draws. Only integer and exact operations, so a
/// seed means the same on every machine.
/// </summary>
internal sealed class Dice
{
    private const int Million = 1_000_000;

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>The dice of the part <paramref name="name"/> under a seed.</summary>
    public Dice(ulong seed, string name)
    {
        ulong state = seed;
        foreach (char letter in name)
        {
            state = unchecked((state ^ letter) * 0x100000001B3);
        }

        _a = Split(ref state);
        _b = Split(ref state);
        _c = Split(ref state);
        _d = Split(ref state);
    }

    /// <summary>Any of the 2^64 values.</summary>
    public ulong Next()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9;
            ulong shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = BitOperations.RotateLeft(_d, 45);
            return result;
        }
    }

    /// <summary>From 0 to <paramref name="bound"/> (exclusive, positive).</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both inclusive.</summary>
    public long Between(long least, long most) =>
        least + (long)(((UInt128)Next() * ((UInt128)(ulong)(most - least) + 1)) >> 64);

    /// <summary>True in so many of a million draws.</summary>
    public bool Chance(int ppm) => ppm > 0 && Below(Million) < ppm;

    /// <summary>
    /// Exponentially distributed with this mean, by comparisons alone (von Neumann, 1951): the lengths of descending
    /// runs of uniform draws give the deviate without a logarithm, whose last bit differs between platforms.
    /// </summary>
    public long Exponential(long mean)
    {
        for (long whole = 0; ; whole++)
        {
            ulong first = Next();
            ulong previous = first;
            int run = 1;
            for (ulong next = Next(); next < previous; next = Next())
            {
                previous = next;
                run++;
            }

            if (run % 2 == 1)
            {
                return (whole * mean) + (long)(((UInt128)first * (ulong)mean) >> 64);
            }
        }
    }

    /// <summary>One of the items.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>So many different numbers below <paramref name="bound"/>, ascending.</summary>
    public int[] Choose(int count, int bound)
    {
        int[] all = [.. Enumerable.Range(0, bound)];
        Shuffle(all);
        int[] chosen = all[..count];
        Array.Sort(chosen);
        return chosen;
    }

    /// <summary>Puts the items into a random order.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private static ulong Split(ref ulong state)
    {
        unchecked
        {
            ulong mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
