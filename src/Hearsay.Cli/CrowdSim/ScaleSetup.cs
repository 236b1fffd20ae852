namespace Hearsay.Cli;

/// <summary>What <c>sim --scale</c> is asked to do.</summary>
/// <param name="Sizes">Members of each session.</param>
/// <param name="UploadsMbit">What each member may send, in Mbit/s.</param>
/// <param name="Seconds">Virtual seconds that count in each.</param>
/// <param name="SvgPath">Where the plots go; null for nowhere.</param>
/// <param name="AsJson">True for JSON on standard output, false for a table.</param>
internal sealed record ScaleSetup(
    IReadOnlyList<int> Sizes, IReadOnlyList<double> UploadsMbit, int Seconds, string? SvgPath, bool AsJson);
