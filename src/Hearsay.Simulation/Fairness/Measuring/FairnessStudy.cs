namespace Hearsay.Simulation;

/// <summary>
/// Measures how fair the order is: who gets an item that two members want. Of each seed one honest session and one with
/// liars, on the same map, judged by the consensus order and by the rules it is compared with.
/// </summary>
public static class FairnessStudy
{
    private const int FewMembers = 16;
    private const int ManyMembers = 100;

    /// <summary>How many lie when it is not said: nearly a third; of a hundred or more, a tenth.</summary>
    public static int LiarsOf(int members) => members >= ManyMembers ? members / 10 : (members - 1) / 3;

    /// <summary>The seeds when they are not said: as many as take about a minute.</summary>
    public static SeedRange SeedsOf(int members) => new(1, members <= 4 ? 80 : members <= FewMembers ? 48 : 2);

    /// <summary>Runs the sessions of all seeds, or as many as there is time for.</summary>
    /// <param name="plan">
    /// What the sessions are like. Its seed and seconds are replaced; its liars are those of the sessions with liars.
    /// </param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="progress">Told after each seed how many are done.</param>
    /// <param name="stop">Ends the study after the seed that is running.</param>
    public static FairnessFindings Run(
        FairnessPlan plan, SeedRange seeds, Action<int> progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(progress);
        List<PlacedOutcome> honest = [];
        List<PlacedOutcome> lying = [];
        int planned = 0;
        int done = 0;
        bool isSmall = plan.Members <= FewMembers;
        for (long seed = seeds.First; seed <= seeds.Last && !stop.IsCancellationRequested; seed++)
        {
            FairnessPlan one = plan with { Seed = (ulong)seed };
            planned += Run(one with { Liars = 0, Seconds = isSmall ? 8 : 5 }, honest);
            planned += plan.Liars == 0 ? 0 : Run(one with { Seconds = isSmall ? 15 : 6 }, lying);
            progress(++done);
        }

        return new FairnessFindings
        {
            Members = plan.Members,
            Liars = plan.Liars,
            Seeds = done,
            Contests = honest.Count + lying.Count,
            Unfinished = planned - honest.Count - lying.Count,
            Rules = [.. Enum.GetValues<OrderRule>().Select(rule => FindingsOfRule.Count(rule, honest, lying))],
        };
    }

    private static int Run(FairnessPlan plan, List<PlacedOutcome> outcomes)
    {
        using FairnessSession session = new(plan);
        outcomes.AddRange(PlacedOutcome.Of(session.Run(), session.Geography));
        return session.Planned;
    }
}
