using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Coin rounds keep the vote in place of a coin. A scheduler that decides when every event arrives can then keep an
/// election split for ever; with the coin, which it cannot foresee, the same schedule fails.
/// </summary>
internal sealed class NoCoinVariant : ControlVariant
{
    /// <summary>Rounds that the split must last: several coin rounds.</summary>
    private const int Rounds = 35;

    /// <inheritdoc/>
    public override string Name => "no-coin";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => [];

    /// <inheritdoc/>
    public override ControlResult Try()
    {
        for (ulong seed = 1; seed <= SeedsMax; seed++)
        {
            if (SplitSchedule.TryFind(seed, Rounds) is not { } schedule)
            {
                continue;
            }

            int withCoin = schedule.DecidedRounds(new EventGraphOptions());
            int without = schedule.DecidedRounds(
                new EventGraphOptions { Broken = new BrokenRules { ThrowsCoins = false } });
            if (withCoin > 0 && without == 0)
            {
                return new ControlResult(
                    Name,
                    true,
                    $"seed {seed}, liveness: in {Rounds} rounds nothing is decided without a coin, "
                    + $"{withCoin} rounds with it");
            }
        }

        return new ControlResult(Name, false, $"no schedule of {SeedsMax} tells the two apart");
    }
}
