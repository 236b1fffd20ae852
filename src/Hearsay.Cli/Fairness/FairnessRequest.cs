using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>What <c>sim --fairness</c> is asked for.</summary>
/// <param name="Sizes">For each size the sessions and the seeds; at least one.</param>
/// <param name="SvgPath">Where the plot goes; null for none.</param>
/// <param name="AsJson">Whether to print JSON in place of tables.</param>
internal sealed record FairnessRequest(
    IReadOnlyList<(FairnessPlan Plan, SeedRange Seeds)> Sizes, string? SvgPath, bool AsJson);
