using System.Numerics;
using System.Runtime.InteropServices;

namespace Hearsay.Simulation;

/// <summary>
/// Numbers that depend on a seed and a place alone, a row at a time: what becomes of one event on its way to each
/// member. Unlike a generator's they can be drawn for any event again. The mixing is that of Wellons' "lowbias32".
/// </summary>
internal static class Draws
{
    private const uint PlaceMultiplier = 0x9E3779B1;
    private const uint FirstMultiplier = 0x7FEB352D;
    private const uint SecondMultiplier = 0x846CA68B;

    /// <summary>One draw of 32 bits.</summary>
    public static uint At(uint seed, int place)
    {
        unchecked
        {
            uint x = ((uint)place * PlaceMultiplier) + seed;
            x = (x ^ (x >> 16)) * FirstMultiplier;
            x = (x ^ (x >> 15)) * SecondMultiplier;
            return x ^ (x >> 16);
        }
    }

    /// <summary>
    /// A seed for the rows of one event, from the crowd's seed, the event's number and what is drawn.
    /// </summary>
    public static uint SeedOf(ulong seed, long number, uint purpose)
    {
        ulong mixed = unchecked((seed ^ ((ulong)number * 0xBF58476D1CE4E5B9)) + (purpose * 0x94D049BB133111EBUL));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        return (uint)(mixed >> 32);
    }

    /// <summary>Fills a row of whole vectors; place i gets what <see cref="At"/> gives.</summary>
    public static void Fill(uint seed, Span<uint> row)
    {
        Span<Vector<uint>> vectors = MemoryMarshal.Cast<uint, Vector<uint>>(row);
        Vector<uint> place = Vector.CreateSequence(seed, PlaceMultiplier);
        Vector<uint> step = new(unchecked(PlaceMultiplier * (uint)Vector<uint>.Count));
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector<uint> x = (place ^ (place >>> 16)) * FirstMultiplier;
            x = (x ^ (x >>> 15)) * SecondMultiplier;
            vectors[i] = x ^ (x >>> 16);
            place += step;
        }
    }
}
