namespace Hearsay.World;

/// <summary>
/// Height and climate of the 16×16 columns above each other in one column of chunks. Every layer of noise has cells of
/// 16 blocks or more, so that one cell per layer serves the whole column of chunks.
/// </summary>
internal readonly struct TerrainColumn
{
    private const int Middle = Noise.Range / 2;

    private readonly Noise.PlaneCell _continents;
    private readonly Noise.PlaneCell _roughness;
    private readonly Noise.PlaneCell _hills;
    private readonly Noise.PlaneCell _slopes;
    private readonly Noise.PlaneCell _bumps;
    private readonly Noise.PlaneCell _climate;

    /// <summary>The column of chunks that holds the block column (x, z).</summary>
    public TerrainColumn(ulong seed, long x, long z)
    {
        _continents = Layer(seed, 1, x, z, Shifts.Continents);
        _roughness = Layer(seed, 2, x, z, Shifts.Roughness);
        _hills = Layer(seed, 3, x, z, Shifts.Hills);
        _slopes = Layer(seed, 4, x, z, Shifts.Slopes);
        _bumps = Layer(seed, 5, x, z, Shifts.Bumps);
        _climate = Layer(seed, 6, x, z, Shifts.Climate);
    }

    /// <summary>The Y of the highest ground block before caves and trees, 8 to 200.</summary>
    public int HeightAt(long x, long z)
    {
        int continent = Centred(_continents, x, z, Shifts.Continents) * 44 / Noise.Range;
        int rough = At(_roughness, x, z, Shifts.Roughness);
        int bumps = Centred(_bumps, x, z, Shifts.Bumps);
        int hills = ((Centred(_hills, x, z, Shifts.Hills) * 3) + Centred(_slopes, x, z, Shifts.Slopes)) >> 2;
        long hillBlocks = (long)hills * rough / Noise.Range * 150 / Noise.Range;
        return (int)Math.Clamp(73 + continent + hillBlocks + (bumps * 7 / Noise.Range), 8, 200);
    }

    /// <summary>0 coldest to 65535 hottest.</summary>
    public int ClimateAt(long x, long z) => At(_climate, x, z, Shifts.Climate);

    private static Noise.PlaneCell Layer(ulong seed, ulong layer, long x, long z, int shift) =>
        new(Noise.Mix(seed ^ layer), x >> shift, z >> shift);

    private static int At(in Noise.PlaneCell cell, long x, long z, int shift) =>
        cell.At(Noise.Fraction(x, shift), Noise.Fraction(z, shift));

    private static int Centred(in Noise.PlaneCell cell, long x, long z, int shift) => At(cell, x, z, shift) - Middle;

    /// <summary>Cell sizes as powers of two, in blocks; at least 4, the size of a chunk.</summary>
    private static class Shifts
    {
        public const int Continents = 9;
        public const int Roughness = 8;
        public const int Hills = 6;
        public const int Slopes = 5;
        public const int Bumps = 4;
        public const int Climate = 9;
    }
}
