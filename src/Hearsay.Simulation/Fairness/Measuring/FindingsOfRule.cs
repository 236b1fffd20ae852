namespace Hearsay.Simulation;

/// <summary>Counts what a rule made of the contests.</summary>
internal static class FindingsOfRule
{
    /// <summary>The findings of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="honest">Contests of honest sessions.</param>
    /// <param name="lying">Contests of sessions with liars.</param>
    public static RuleFindings Count(
        OrderRule rule, IReadOnlyList<PlacedOutcome> honest, IReadOnlyList<PlacedOutcome> lying)
    {
        List<PlacedOutcome> even = [.. honest.Where(outcome => outcome.HasHeadStart(0))];
        return new RuleFindings(
            rule,
            CurveOf(rule, honest),
            RushFindingsOf(rule, honest, lying),
            WinsBy(rule, even, place => place.Third))
        {
            Cities = [.. WinsBy(rule, even, place => place.City)],
            RemoteAgainstCentral = CurveOf(
                rule, honest.Where(o => o.First.Third == MapThird.Remote && o.Second.Third == MapThird.Central)),
        };
    }

    private static HeadStartCurve CurveOf(OrderRule rule, IEnumerable<PlacedOutcome> contests)
    {
        ILookup<long?, PlacedOutcome> byStart = contests.ToLookup(placed => placed.Outcome.Contest.HeadStartMicros);
        return new HeadStartCurve(
            [.. FairnessPlan.HeadStartsMs
                .Select(ms => ((double)ms, Share.Of(byStart[ms * 1_000L].Select(o => o.Outcome.FirstWins(rule)))))
                .Where(point => point.Item2.Count > 0)]);
    }

    private static RushFindings RushFindingsOf(
        OrderRule rule, IEnumerable<PlacedOutcome> honest, IReadOnlyList<PlacedOutcome> lying) => new(
            RushOf(rule, honest),
            RushOf(rule, lying.Where(o => !o.Outcome.Contest.IsBestPlaced)),
            RushOf(rule, lying.Where(o => o.Outcome.Contest.IsBestPlaced)),
            [.. Enumerable.Range(0, RushFindings.DelayBoundsMs.Count).Select(i => new PlaceFindings(
                RushFindings.DelayText(i),
                RushOf(rule, lying.Where(o => RushFindings.DelayClass(o.DelayMicros) == i))))]);

    private static Share RushOf(OrderRule rule, IEnumerable<PlacedOutcome> contests) =>
        Share.Of(contests.Where(o => o.Outcome.Contest.IsRush).Select(o => 1 - o.Outcome.FirstWins(rule)));

    /// <summary>At even start both players count: each is the other's random opponent.</summary>
    private static List<PlaceFindings> WinsBy<T>(
        OrderRule rule, IEnumerable<PlacedOutcome> even, Func<Whereabouts, T> by)
        where T : notnull
    {
        SortedDictionary<T, Share> wins = [];
        foreach (PlacedOutcome placed in even)
        {
            double first = placed.Outcome.FirstWins(rule);
            Add(by(placed.First), first);
            Add(by(placed.Second), 1 - first);
        }

        return [.. wins.Select(pair => new PlaceFindings(pair.Key.ToString()!, pair.Value))];

        void Add(T place, double won)
        {
            Share before = wins.GetValueOrDefault(place);
            wins[place] = new Share(before.Successes + won, before.Count + 1);
        }
    }
}
