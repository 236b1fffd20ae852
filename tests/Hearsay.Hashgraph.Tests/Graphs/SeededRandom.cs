namespace Hearsay.Hashgraph.Tests;

/// <summary>Numbers from a seed, the same on every machine (SplitMix64).</summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong bits = _state;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }

    /// <summary>From 0 up to and without <paramref name="end"/>.</summary>
    public int Next(int end) => (int)(NextBits() % (ulong)end);

    /// <summary>From <paramref name="first"/> up to and with <paramref name="last"/>.</summary>
    public int Next(int first, int last) => first + Next(last - first + 1);

    /// <summary>True in <paramref name="percent"/> of a hundred cases.</summary>
    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];

    public EventHash NextHash()
    {
        Span<byte> bytes = stackalloc byte[EventHash.Bytes];
        for (int i = 0; i < EventHash.Bytes; i += sizeof(ulong))
        {
            BitConverter.TryWriteBytes(bytes[i..], NextBits());
        }

        return EventHash.Read(bytes);
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int other = Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
