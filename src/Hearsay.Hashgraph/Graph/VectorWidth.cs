namespace Hearsay.Hashgraph;

/// <summary>
/// How many entries a vector loop runs over to cover a number of lanes; rows have room for whole vectors.
/// </summary>
internal static class VectorWidth
{
    /// <summary>Lanes rounded up to vectors of sixteen 32-bit entries.</summary>
    public static int Ints(int lanes) => lanes + 15 & ~15;

    /// <summary>Lanes rounded up to vectors of thirty-two 16-bit entries.</summary>
    public static int Shorts(int lanes) => lanes + 31 & ~31;

    /// <summary>64-bit words of a set of lanes.</summary>
    public static int Words(int lanes) => (lanes + 63) / 64;

    /// <summary>Room for a number of lanes: whole vectors and whole words of every kind.</summary>
    public static int Stride(int lanes) => lanes + 63 & ~63;
}
