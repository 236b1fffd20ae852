using System.Globalization;
using System.Net;
using System.Text;

namespace Hearsay.Cli;

/// <summary>
/// Lines over a common axis, as an SVG picture that needs nothing beside it and reads on light and dark ground.
/// </summary>
internal sealed class LinePlot(string title, string xLabel, string yLabel, IReadOnlyList<Series> series)
{
    private const int Width = 640;
    private const int Height = 300;
    private const int Left = 64;
    private const int Right = 20;
    private const int Top = 46;
    private const int Bottom = 44;
    private const int LegendStep = 150;
    private const int Middle = (Left + Width - Right) / 2;
    private const int Halfway = (Top + Height - Bottom) / 2;

    private const string Style =
        "text{fill:#333;font:12px system-ui,sans-serif}.title{font-size:14px;font-weight:600}"
        + ".grid{stroke:#8884;stroke-width:1}.line{fill:none;stroke-width:2}"
        + "@media (prefers-color-scheme:dark){text{fill:#ddd}}";

    private static readonly string[] Colours = ["#2f7ed8", "#e0663a", "#3a9c5a", "#9a5fc4", "#b08a1e"];

    /// <summary>True for an x axis on which each doubling takes the same room.</summary>
    public bool IsDoubling { get; init; }

    /// <summary>Several plots in one picture, one below the other.</summary>
    public static string ToSvg(IReadOnlyList<LinePlot> plots)
    {
        StringBuilder svg = new();
        Append(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height * plots.Count}\">\n");
        for (int i = 0; i < plots.Count; i++)
        {
            Append(svg, $"<svg y=\"{i * Height}\" width=\"{Width}\" height=\"{Height}\">\n");
            svg.Append(plots[i].ToSvg()).Append("</svg>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The picture.</summary>
    public string ToSvg()
    {
        List<double> xs = [.. series.SelectMany(line => line.Points).Select(point => point.X).Distinct().Order()];
        PlotAxis x = IsDoubling && xs.Count > 1 ? PlotAxis.Doubling(xs) : PlotAxis.FromZero(xs);
        PlotAxis y = PlotAxis.FromZero(series.SelectMany(line => line.Points).Select(point => point.Y));
        StringBuilder svg = new();
        Append(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\">");
        svg.Append("<style>").Append(Style).Append("</style>\n");
        Append(svg, $"<text class=\"title\" x=\"{Left}\" y=\"18\">{WebUtility.HtmlEncode(title)}</text>\n");
        AppendAxes(svg, x, y);
        for (int i = 0; i < series.Count; i++)
        {
            AppendLine(svg, x, y, i);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Append(StringBuilder svg, FormattableString text) =>
        svg.Append(text.ToString(CultureInfo.InvariantCulture));

    private void AppendAxes(StringBuilder svg, PlotAxis x, PlotAxis y)
    {
        foreach (double mark in y.Marks)
        {
            double at = y.Place(mark, Height - Bottom, Top);
            Append(svg, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{at:F1}\" y2=\"{at:F1}\"/>");
            Append(svg, $"<text x=\"{Left - 6}\" y=\"{at + 4:F1}\" text-anchor=\"end\">{PlotAxis.Text(mark)}</text>\n");
        }

        foreach (double mark in x.Marks)
        {
            double at = x.Place(mark, Left, Width - Right);
            Append(svg, $"<text x=\"{at:F1}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">");
            Append(svg, $"{PlotAxis.Text(mark)}</text>\n");
        }

        Append(svg, $"<text x=\"{Middle}\" y=\"{Height - 8}\" text-anchor=\"middle\">");
        Append(svg, $"{WebUtility.HtmlEncode(xLabel)}</text>\n");
        Append(svg, $"<text text-anchor=\"middle\" transform=\"translate(14 {Halfway}) rotate(-90)\">");
        Append(svg, $"{WebUtility.HtmlEncode(yLabel)}</text>\n");
    }

    private void AppendLine(StringBuilder svg, PlotAxis x, PlotAxis y, int index)
    {
        Series line = series[index];
        string colour = Colours[index % Colours.Length];
        Append(svg, $"<polyline class=\"line\" stroke=\"{colour}\" points=\"");
        foreach ((double X, double Y) point in line.Points)
        {
            Append(svg, $"{x.Place(point.X, Left, Width - Right):F1},{y.Place(point.Y, Height - Bottom, Top):F1} ");
        }

        Append(svg, $"\"/>\n<text x=\"{Left + (index * LegendStep)}\" y=\"36\" style=\"fill:{colour}\">");
        Append(svg, $"{WebUtility.HtmlEncode(line.Name)}</text>\n");
    }
}
