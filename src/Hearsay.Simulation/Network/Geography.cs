namespace Hearsay.Simulation;

/// <summary>Where the members are, as far as it shows in the delays between them.</summary>
public enum Geography
{
    /// <summary>Every pair draws its delay between 1 and 80 ms: anything from a house to two continents.</summary>
    Mixed,

    /// <summary>One house or hall: 0.2 to 1 ms.</summary>
    Local,

    /// <summary>One continent: 5 to 40 ms.</summary>
    Continent,

    /// <summary>Members spread over the globe: 10 to 150 ms by distance, mean about 62 ms for 16 members.</summary>
    Globe,

    /// <summary>30 ms between any two, without jitter: for counting message delays.</summary>
    Even,
}
