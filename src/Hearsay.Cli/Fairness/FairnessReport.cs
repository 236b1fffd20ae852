using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>What <c>sim --fairness --json</c> prints. Shares come with their Wilson 95 % interval.</summary>
internal sealed record FairnessReport
{
    public required int ClockOffsetMs { get; init; }

    public required int JitterMs { get; init; }

    public required int LossPercent { get; init; }

    public required IReadOnlyList<FairnessSize> Sizes { get; init; }
}

/// <summary>The sessions of one size.</summary>
internal sealed record FairnessSize(
    int Members, int Liars, int Seeds, int Contests, int Unfinished, IReadOnlyList<FairnessRule> Rules)
{
    public static FairnessSize Of(FairnessFindings found) => new(
        found.Members,
        found.Liars,
        found.Seeds,
        found.Contests,
        found.Unfinished,
        [.. found.Rules.Select(FairnessRule.Of)]);

    public FairnessRule this[OrderRule rule] => Rules.Single(one => one.Rule == FairnessRule.NameOf(rule));
}

/// <summary>What one rule of order made of the contests.</summary>
internal sealed record FairnessRule
{
    public required string Rule { get; init; }

    /// <summary>How often the earlier player won, by head start.</summary>
    public required IReadOnlyList<FairnessPoint> HeadStarts { get; init; }

    /// <summary>The smallest head start that wins 95 %.</summary>
    public required FairnessMs D05Ms { get; init; }

    public required FairnessRush Rush { get; init; }

    /// <summary>Wins at even start, by how far from the others the player is.</summary>
    public required IReadOnlyList<FairnessPlace> Thirds { get; init; }

    public required IReadOnlyList<FairnessPlace> Cities { get; init; }

    /// <summary>The head start that a remote player needs for every second win against a central one.</summary>
    public required FairnessMs RemoteEvenMs { get; init; }

    public static string NameOf(OrderRule rule) => rule switch
    {
        OrderRule.Hearsay => "hearsay",
        OrderRule.Host => "host",
        OrderRule.AgainstHost => "against-host",
        OrderRule.RoundAndHash => "round-and-hash",
        _ => "receiving-event",
    };

    public static FairnessRule Of(RuleFindings found) => new()
    {
        Rule = NameOf(found.Rule),
        HeadStarts = [.. found.Curve.Points.Select(
            point => new FairnessPoint(point.HeadStartMs, FairnessShare.Of(point.EarlierWins)))],
        D05Ms = FairnessMs.Of(found.Curve, 0.95),
        Rush = new FairnessRush(
            FairnessShare.Of(found.Rush.Honest),
            FairnessShare.Of(found.Rush.Drawn),
            FairnessShare.Of(found.Rush.BestPlaced),
            [.. found.Rush.ByDelay.Select(FairnessPlace.Of)]),
        Thirds = [.. found.Thirds.Select(FairnessPlace.Of)],
        Cities = [.. found.Cities.Select(FairnessPlace.Of)],
        RemoteEvenMs = FairnessMs.Of(found.RemoteAgainstCentral, 0.5),
    };
}

/// <summary>A share of so many, with its interval.</summary>
internal sealed record FairnessShare(double Share, double Low, double High, int Count)
{
    private const int Digits = 4;

    public static FairnessShare Of(Share share) => new(
        Math.Round(share.Value, Digits), Math.Round(share.Low, Digits), Math.Round(share.High, Digits), share.Count);
}

/// <summary>How often the earlier player won with one head start.</summary>
internal sealed record FairnessPoint(double HeadStartMs, FairnessShare EarlierWins);

/// <summary>
/// A head start with its interval; a value or end that is beyond the longest that was tried is null.
/// </summary>
internal sealed record FairnessMs(double? Ms, double? Low, double? High)
{
    public static FairnessMs Of(HeadStartCurve curve, double level)
    {
        (double? low, double? high) = curve.IntervalFor(level);
        return new FairnessMs(Rounded(curve.HeadStartFor(level)), Rounded(low), Rounded(high));
    }

    private static double? Rounded(double? ms) => ms is double known ? Math.Round(known, 1) : null;
}

/// <summary>How often a rusher got the item.</summary>
internal sealed record FairnessRush(
    FairnessShare Honest, FairnessShare Drawn, FairnessShare BestPlaced, IReadOnlyList<FairnessPlace> ByDelay);

/// <summary>How often players of a place won.</summary>
internal sealed record FairnessPlace(string Place, FairnessShare Wins)
{
    public static FairnessPlace Of(PlaceFindings found) => new(found.Place, FairnessShare.Of(found.Wins));

    public static string NameOf(MapThird third) => third.ToString();
}
