using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>An event in a <see cref="RecordedGraph"/>.</summary>
/// <param name="Creator">Who made it.</param>
/// <param name="Sequence">Its place on its creator's chain.</param>
/// <param name="Hash">Its name.</param>
/// <param name="Handle">Its place in the graph.</param>
/// <param name="Generation">0 without parents, else 1 more than the largest of the parents'.</param>
/// <param name="CreatedAt">What it says when it was made.</param>
internal sealed record RecordedEvent(
    int Creator, int Sequence, EventHash Hash, EventHandle Handle, int Generation, long CreatedAt);
