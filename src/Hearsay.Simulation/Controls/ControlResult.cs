namespace Hearsay.Simulation;

/// <summary>Whether a deliberately broken variant was caught.</summary>
/// <param name="Name">The variant.</param>
/// <param name="IsCaught">True when a checker saw it.</param>
/// <param name="Detail">Which seed and what, or why not.</param>
public readonly record struct ControlResult(string Name, bool IsCaught, string Detail);
