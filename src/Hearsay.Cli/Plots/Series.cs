namespace Hearsay.Cli;

/// <summary>A named line of a plot.</summary>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);
