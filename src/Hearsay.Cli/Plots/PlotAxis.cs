using System.Globalization;

namespace Hearsay.Cli;

/// <summary>One axis of a plot: from a value to a place between two pixels, and the values that get a mark.</summary>
internal sealed class PlotAxis
{
    private const int MarksWanted = 5;

    private readonly double _first;
    private readonly double _last;
    private readonly bool _isLogarithmic;

    private PlotAxis(double first, double last, bool isLogarithmic)
    {
        _first = first;
        _last = last;
        _isLogarithmic = isLogarithmic;
    }

    /// <summary>The values that get a mark.</summary>
    public IReadOnlyList<double> Marks { get; private init; } = [];

    /// <summary>An axis from 0 to round about the largest value.</summary>
    public static PlotAxis FromZero(IEnumerable<double> values)
    {
        double most = Math.Max(values.DefaultIfEmpty(0).Max(), 1e-9);
        double step = RoundStep(most / MarksWanted);
        double last = Math.Ceiling(most / step) * step;
        int marks = (int)Math.Round(last / step);
        return new PlotAxis(0, last, false) { Marks = [.. Enumerable.Range(0, marks + 1).Select(i => i * step)] };
    }

    /// <summary>An axis on which each doubling takes the same room; marked at each of the values.</summary>
    public static PlotAxis Doubling(IReadOnlyList<double> values) =>
        new(values.Min(), values.Max(), true) { Marks = values };

    /// <summary>Where a value is between two pixels.</summary>
    public double Place(double value, double from, double to)
    {
        double share = _isLogarithmic
            ? Math.Log(value / _first) / Math.Log(_last / _first)
            : (value - _first) / (_last - _first);
        return from + (share * (to - from));
    }

    /// <summary>A value as its mark says it.</summary>
    public static string Text(double value) => value switch
    {
        >= 1_000_000 => Short(value / 1_000_000) + "M",
        >= 10_000 => Short(value / 1_000) + "k",
        _ => Short(value),
    };

    private static string Short(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);

    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double lead = step / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
