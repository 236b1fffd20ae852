namespace Hearsay.Simulation;

/// <summary>
/// The delays between nodes for each <see cref="Geography"/>. This file and the faults' own files are the table of the
/// simulation's parameters.
/// </summary>
internal static class DelayMap
{
    private const long Ms = 1_000;
    private const int DegreesAround = 360;
    private const int DegreesWide = 80;
    private const int DegreesHigh = 80;
    private const int Continents = 3;
    private const double DegreesFarthest = 197;

    /// <summary>Sets delay and jitter of every link. Both directions of a pair differ by jitter alone.</summary>
    public static void Apply(PacketNetwork network, Geography geography, ulong seed, IReadOnlyList<int> memberOfNode)
    {
        Dice dice = new(seed, "geography");
        int members = memberOfNode.Max() + 1;
        (int X, int Y)[] places = [.. Enumerable.Range(0, members).Select(_ => PlaceOf(dice))];
        long[] drawn = [.. Enumerable.Range(0, members * members).Select(_ => dice.Between(0, Ms))];
        foreach ((int from, int to, LinkState link) in network.Links)
        {
            int low = Math.Min(memberOfNode[from], memberOfNode[to]);
            int high = Math.Max(memberOfNode[from], memberOfNode[to]);
            long draw = drawn[(low * members) + high];
            (link.DelayMicros, link.JitterMicros) = geography switch
            {
                Geography.Local => (200 + (draw * 8 / 10), 100L),
                Geography.Continent => ((5 * Ms) + (draw * 35), 2 * Ms),
                Geography.Globe => (GlobeMicros(places[low], places[high]), 2 * Ms),
                Geography.Even => (30 * Ms, 0L),
                _ => (Ms + (draw * 79), 3 * Ms),
            };
        }
    }

    // Places on a map of 360 by 80 degrees that wraps around: people live on three continents, in the temperate zones.
    private static (int X, int Y) PlaceOf(Dice dice) =>
        ((dice.Below(Continents) * DegreesAround / Continents) + dice.Below(DegreesWide), dice.Below(DegreesHigh));

    /// <summary>
    /// 10 to 150 ms, a little more than linear in the distance on the map: long ways have more detours.
    /// </summary>
    private static long GlobeMicros((int X, int Y) one, (int X, int Y) other)
    {
        int across = Math.Abs(one.X - other.X);
        double x = Math.Min(across, DegreesAround - across);
        double y = Math.Abs(one.Y - other.Y);
        double far = Math.Sqrt((x * x) + (y * y)) / DegreesFarthest;
        return (10 * Ms) + (long)(140 * Ms * far * Math.Sqrt(far));
    }
}
