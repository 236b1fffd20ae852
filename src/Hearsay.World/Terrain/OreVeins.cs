namespace Hearsay.World;

/// <summary>
/// Ores: short random walks through stone, each inside one chunk, so that a chunk needs none of its neighbours.
/// </summary>
internal static class OreVeins
{
    private static readonly Vein[] Veins =
    [
        new(BlockKind.CoalOre, TopChunk: 7, Count: 3, Length: 10),
        new(BlockKind.IronOre, TopChunk: 4, Count: 3, Length: 7),
        new(BlockKind.GoldOre, TopChunk: 1, Count: 1, Length: 6),
        new(BlockKind.DiamondOre, TopChunk: 0, Count: 1, Length: 4),
        new(BlockKind.Gravel, TopChunk: 5, Count: 1, Length: 24),
    ];

    /// <summary>Turns some stone of the chunk into ore.</summary>
    public static void Fill(ulong seed, ChunkPosition chunk, Span<byte> kinds)
    {
        int number = 0;
        foreach (Vein vein in Veins)
        {
            for (int i = 0; i < vein.Count && chunk.Y <= vein.TopChunk; i++)
            {
                Walk(Noise.Hash(seed ^ 21, chunk.Key, number++, 0), vein, kinds);
            }
        }
    }

    private static void Walk(ulong state, in Vein vein, Span<byte> kinds)
    {
        int x = (int)(state & 15);
        int y = (int)((state >> 4) & 15);
        int z = (int)((state >> 8) & 15);
        for (int i = 0; i < vein.Length; i++)
        {
            int cell = (y << 8) | (z << 4) | x;
            if (kinds[cell] == (byte)BlockKind.Stone)
            {
                kinds[cell] = (byte)vein.Kind;
            }

            state = Noise.Mix(state + 1);
            x = Step(x, state);
            y = Step(y, state >> 8);
            z = Step(z, state >> 16);
        }
    }

    /// <summary>One back, none or one forth, staying in the chunk.</summary>
    private static int Step(int at, ulong bits) => Math.Clamp(at + (int)((bits & 255) % 3) - 1, 0, 15);

    private readonly record struct Vein(BlockKind Kind, int TopChunk, int Count, int Length);
}
