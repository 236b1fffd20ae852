using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Nobody sees branches: events on both sides of one count as seen, and a member that branches votes as often as it
/// likes. Members that heard different sides then decide differently, or the graph notices that it contradicts itself.
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

            if (WhatIsWrong(gossip, blind) is { } wrong)
            {
                return new ControlResult(Name, true, $"graph {seed}, agreement: {wrong}");
            }
        }

        return new ControlResult(Name, false, $"the members agree in all {Graphs} graphs");
    }

    private static string? WhatIsWrong(BranchedGossip gossip, EventGraphOptions options)
    {
        try
        {
            int round = gossip.FirstDisagreement(options);
            return round > 0 ? $"two members decide round {round} differently" : null;
        }
        catch (InvariantException exception)
        {
            return exception.Message;
        }
    }
}
