namespace Hearsay.Cli;

/// <summary>What <c>sim</c> with many members found, named as in its JSON.</summary>
internal sealed record CrowdSimReport(int Members, int Seconds, ulong Seed, IReadOnlyList<ScenarioReport> Scenarios);

/// <summary>One place of a scenario.</summary>
internal sealed record PlaceReport(string Name, int Members, FinalityReport FinalityMs);
