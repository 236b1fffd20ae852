namespace Hearsay.World;

/// <summary>The places of the plane, each once, from the middle outwards.</summary>
internal static class Spiral
{
    /// <summary>Place number <paramref name="index"/> on a square spiral; 0 is (0, 0).</summary>
    public static (long X, long Z) At(int index)
    {
        int ring = 0;
        while ((2 * ring + 1) * (2 * ring + 1) <= index)
        {
            ring++;
        }

        if (ring == 0)
        {
            return (0, 0);
        }

        int side = 2 * ring;
        int along = index - ((side - 1) * (side - 1));
        int step = along % side;
        return (along / side) switch
        {
            0 => (ring, step - ring + 1),
            1 => (ring - 1 - step, ring),
            2 => (-ring, ring - 1 - step),
            _ => (step - ring + 1, -ring),
        };
    }
}
