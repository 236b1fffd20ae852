namespace Hearsay.Hashgraph;

/// <summary>
/// How many entries the rows of a roster have, so that vector loops run over whole vectors: 16-bit entries in vectors
/// of thirty-two, 32-bit entries in two vectors of sixteen for each of those, bits in words of 64.
/// </summary>
internal static class VectorWidth
{
    /// <summary>32-bit entries that a loop over a row covers.</summary>
    public static int Ints(int members) => members + 15 & ~15;

    /// <summary>Entries that a row has room for: a loop may bring them to 16 bits, two vectors at a time.</summary>
    public static int Entries(int members) => members + 31 & ~31;

    /// <summary>64-bit words of a set of members.</summary>
    public static int Words(int members) => (members + 63) / 64;
}
