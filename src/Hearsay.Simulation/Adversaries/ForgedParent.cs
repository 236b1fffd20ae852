using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>A parent of an event made by hand.</summary>
/// <param name="Creator">Its creator's index.</param>
/// <param name="Sequence">Its place on its creator's chain.</param>
/// <param name="Hash">Its name.</param>
/// <param name="Age">The age that is claimed, in 100 µs.</param>
internal readonly record struct ForgedParent(int Creator, int Sequence, EventHash Hash, long Age);
