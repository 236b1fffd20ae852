namespace Hearsay.Simulation;

/// <summary>A region around a city where members of a crowd live.</summary>
/// <param name="Name">The city.</param>
/// <param name="LatitudeDegrees">North of the equator.</param>
/// <param name="LongitudeDegrees">East of Greenwich.</param>
/// <param name="Share">How many members live there, relative to the other places.</param>
public sealed record Place(string Name, int LatitudeDegrees, int LongitudeDegrees, int Share)
{
    /// <summary>Cities of every inhabited continent, with more members where more people play online.</summary>
    public static IReadOnlyList<Place> OfTheWorld { get; } =
    [
        new("London", 52, 0, 6),
        new("Paris", 49, 2, 5),
        new("Frankfurt", 50, 9, 6),
        new("Stockholm", 59, 18, 3),
        new("Warsaw", 52, 21, 4),
        new("Madrid", 40, -4, 3),
        new("Istanbul", 41, 29, 3),
        new("New York", 41, -74, 7),
        new("Chicago", 42, -88, 5),
        new("Dallas", 33, -97, 4),
        new("Los Angeles", 34, -118, 5),
        new("Toronto", 44, -79, 3),
        new("Mexico City", 19, -99, 3),
        new("Bogota", 5, -74, 2),
        new("Sao Paulo", -24, -47, 5),
        new("Buenos Aires", -35, -58, 3),
        new("Lagos", 6, 3, 2),
        new("Nairobi", -1, 37, 1),
        new("Johannesburg", -26, 28, 2),
        new("Cairo", 30, 31, 2),
        new("Dubai", 25, 55, 2),
        new("Mumbai", 19, 73, 5),
        new("Singapore", 1, 104, 4),
        new("Hong Kong", 22, 114, 4),
        new("Seoul", 38, 127, 5),
        new("Tokyo", 36, 140, 6),
        new("Sydney", -34, 151, 3),
        new("Auckland", -37, 175, 1),
    ];
}
