namespace Hearsay.Simulation;

/// <summary>Who got the item, under each rule.</summary>
internal sealed record ContestOutcome
{
    private readonly double[] _firstWins = new double[Enum.GetValues<OrderRule>().Length];

    /// <summary>Judges a contest.</summary>
    /// <param name="contest">The contest.</param>
    /// <param name="first">Where the first one's grab came.</param>
    /// <param name="second">Where the second one's grab came.</param>
    /// <param name="byHost">For each member as the host, whether the first one wins.</param>
    public ContestOutcome(Contest contest, in GrabPlace first, in GrabPlace second, bool[] byHost)
    {
        Contest = contest;
        foreach (OrderRule rule in Enum.GetValues<OrderRule>())
        {
            _firstWins[(int)rule] = first.IsBefore(second, rule) ? 1 : 0;
        }

        _firstWins[(int)OrderRule.Host] = byHost.Average(wins => wins ? 1.0 : 0.0);
        _firstWins[(int)OrderRule.AgainstHost] = byHost[contest.Second.Value] ? 1 : 0;
    }

    /// <summary>The contest.</summary>
    public Contest Contest { get; }

    /// <summary>1 when the first one got the item, 0 when the second; between for a mean over hosts.</summary>
    public double FirstWins(OrderRule rule) => _firstWins[(int)rule];
}
