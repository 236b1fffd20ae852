namespace Hearsay.Hashgraph;

/// <summary>
/// How far the highest round has come in the graph, and in the eyes of one member: what tells it when an event of its
/// own would help. Witnesses of members that branched are left out: nobody names their events.
/// </summary>
/// <param name="Round">The highest round that has a witness; 0 in a graph without.</param>
/// <param name="WitnessWeight">The weight of its witnesses in the graph.</param>
/// <param name="SeenWeight">The weight of those that the member's last event sees.</param>
/// <param name="NextIsWitness">
/// True when the member's next event, naming everything that is in the graph, would be a witness.
/// </param>
public readonly record struct RoundProgress(Round Round, long WitnessWeight, long SeenWeight, bool NextIsWitness);
