namespace Hearsay.Simulation;

/// <summary>A promise that was broken.</summary>
/// <param name="Kind">Which promise: the name of a checker, or <c>exception</c>.</param>
/// <param name="Detail">Who and what.</param>
/// <param name="AtMicros">When, in virtual microseconds since the start.</param>
public readonly record struct Violation(string Kind, string Detail, long AtMicros);
