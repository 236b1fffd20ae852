using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Nobody sees branches: events on both sides of one count as seen, and a member that branches votes as often as it
/// likes. Members that heard different sides then decide differently.
/// </summary>
internal sealed class BlindVariant : ControlVariant
{
    private const int Graphs = 20_000;

    /// <inheritdoc/>
    public override string Name => "blind";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => [];

    /// <inheritdoc/>
    public override ControlResult Try()
    {
        EventGraphOptions blind = new() { Broken = new BrokenRules { SeesBranches = false } };
        for (ulong seed = 1; seed <= Graphs; seed++)
        {
            BranchedGossip gossip = new(seed);
            int right = gossip.FirstDisagreement(new EventGraphOptions());
            if (right > 0)
            {
                return new ControlResult(Name, false, $"graph {seed}: round {right} differs under the right rules too");
            }

            if (gossip.FirstDisagreement(blind) is > 0 and int round)
            {
                return new ControlResult(
                    Name, true, $"graph {seed}, agreement: two members decide round {round} differently");
            }
        }

        return new ControlResult(Name, false, $"the members agree in all {Graphs} graphs");
    }
}
