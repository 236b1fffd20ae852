using System.Globalization;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// An attack beside its control: windows of both in turn, so that whatever else the machine does hits both.
/// </summary>
internal sealed class Duel(AttackPlan plan)
{
    private readonly List<Reading> _controls = [];
    private readonly List<Reading> _attacks = [];

    public IReadOnlyList<Reading> Controls => _controls;

    public IReadOnlyList<Reading> Attacks => _attacks;

    public FinalityBound Bound => FinalityBound.Of(
        _controls.Select(window => window.P99Ms), _attacks.Select(window => window.P99Ms));

    /// <summary>Datagrams that each victim should get in the attack windows; 1 when there is no rate.</summary>
    public double DatagramsAsked => double.IsPositiveInfinity(plan.Pace.PerS)
        ? 1
        : _attacks.Sum(window => Math.Min(plan.Pace.CallsMax, plan.Pace.PerS * window.Seconds));

    /// <summary>Plays as many windows as the form wants, more while a broken bound may be noise.</summary>
    public async Task RunAsync(Form form, CancellationToken cancel)
    {
        while (_attacks.Count < form.Pairs || (_attacks.Count < form.PairsMax && IsInDoubt(Bound)))
        {
            _controls.Add(await Window.PlayAsync(plan, isAimed: false, form, cancel));
            _attacks.Add(await Window.PlayAsync(plan, isAimed: true, form, cancel));
        }
    }

    /// <summary>One line of figures, one with the p99 of every window, one with what was refused.</summary>
    public IEnumerable<string> Report()
    {
        FinalityBound bound = Bound;
        yield return $"{plan.Name,-35}{RateOf(_attacks),9}/s{P50Of(_controls),8}{Ms(bound.ControlMs),7}"
            + $"{P50Of(_attacks),9}{Ms(bound.AttackMs),9}{Ms(bound.Ratio),7} {(bound.IsKept ? "kept" : "BROKEN")}";
        yield return $"    p99 by window: control {P99s(_controls)}; attack {P99s(_attacks)}";
        yield return $"    sent beside: {RateOf(_controls)}/s; "
            + $"refused: {RefusalTally.Sum(_attacks.Select(window => window.Refusals))}";
    }

    /// <summary>The heading of <see cref="Report"/>.</summary>
    public static string Heading =>
        $"{"milliseconds",-35}{"sent",11}{"control p50, p99",16}{"attack p50, p99",18}{"ratio",7}";

    private static bool IsInDoubt(FinalityBound bound) => !bound.IsKept && bound.Ratio < Form.HopelessRatio;

    private static string Ms(double ms) =>
        double.IsFinite(ms) ? ms.ToString(ms < 1_000 ? "N1" : "N0", CultureInfo.InvariantCulture) : "never";

    private static string P50Of(List<Reading> windows) =>
        Ms(FinalityBound.MedianOf(windows.Select(window => window.P50Ms)));

    private static string RateOf(List<Reading> windows) =>
        (windows.Sum(window => window.Sent) / windows.Sum(window => window.Seconds))
        .ToString("N0", CultureInfo.InvariantCulture);

    private static string P99s(List<Reading> windows) =>
        string.Join(" ", windows.Select(window => Ms(window.P99Ms)));
}
