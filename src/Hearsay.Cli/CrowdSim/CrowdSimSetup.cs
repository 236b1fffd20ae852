namespace Hearsay.Cli;

/// <summary>A crowd to simulate.</summary>
/// <param name="Members">How many.</param>
/// <param name="Seconds">How long each scenario counts.</param>
/// <param name="Seed">What the random choices start from.</param>
internal sealed record CrowdSimSetup(int Members, int Seconds, ulong Seed);
