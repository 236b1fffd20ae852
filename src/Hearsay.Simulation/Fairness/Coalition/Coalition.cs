namespace Hearsay.Simulation;

/// <summary>
/// What the lying members of a session agreed on beforehand. They need no other channel than the gossip.
/// </summary>
/// <param name="Graph">Tells them which events follow which; they ask about events that they have only.</param>
/// <param name="Contests">Which grabs they contest, and who of them rushes.</param>
/// <param name="Tactics">Their timing.</param>
internal sealed record Coalition(RecordedGraph Graph, IReadOnlyList<Contest> Contests, CoalitionTactics Tactics);
