namespace Hearsay.Simulation;

/// <summary>How often the earlier player wins, by head start.</summary>
/// <param name="Points">Head starts in ms, ascending, with the earlier player's wins.</param>
public sealed record HeadStartCurve(IReadOnlyList<(double HeadStartMs, Share EarlierWins)> Points)
{
    /// <summary>
    /// The smallest head start, in ms, from which on the earlier player wins at least so often, by linear interpolation
    /// between the points; null when the last point is below that.
    /// </summary>
    public double? HeadStartFor(double level) => Crossing(level, share => share.Value);

    /// <summary>
    /// The interval of that head start: where the upper and the lower ends of the shares' intervals cross the level.
    /// </summary>
    public (double? Low, double? High) IntervalFor(double level) =>
        (Crossing(level, share => share.High), Crossing(level, share => share.Low));

    private double? Crossing(double level, Func<Share, double> of)
    {
        int above = Points.Count;
        while (above > 0 && of(Points[above - 1].EarlierWins) >= level)
        {
            above--;
        }

        if (above == 0 || above == Points.Count)
        {
            return above == 0 && Points.Count > 0 ? Points[0].HeadStartMs : null;
        }

        (double fromMs, Share from) = Points[above - 1];
        (double toMs, Share to) = Points[above];
        return fromMs + ((toMs - fromMs) * (level - of(from)) / (of(to) - of(from)));
    }
}
