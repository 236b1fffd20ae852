using System.Globalization;
using System.Text;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// The events of a trace as a picture: members from left to right, time upwards, a line from each event down to its
/// parents. Events of one member with one sequence stand side by side: a branch.
/// </summary>
public static class GraphPicture
{
    private const int ColumnWidth = 120;
    private const int RowHeight = 26;
    private const int Margin = 60;
    private const int BranchOffset = 26;

    /// <summary>The picture as SVG.</summary>
    public static string Draw(SessionTrace trace)
    {
        List<TracedEvent> events = [.. trace.Events];
        Dictionary<EventHash, (int X, int Y)> places = Place(events);
        Dictionary<(int, int), EventHash> byName = [];
        foreach (TracedEvent traced in events)
        {
            byName.TryAdd((traced.Creator, traced.Sequence), traced.Hash);
        }

        int width = (2 * Margin) + (trace.Members * ColumnWidth);
        int height = (2 * Margin) + (events.Count * RowHeight);
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" ");
        svg.AppendLine("font-family=\"monospace\" font-size=\"9\"><rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        for (int member = 0; member < trace.Members; member++)
        {
            int x = Margin + (member * ColumnWidth);
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{height - 20}\">m{member}</text>");
        }

        foreach (TracedEvent traced in events)
        {
            foreach ((int, int) parent in traced.Parents.Prepend((traced.Creator, traced.Sequence - 1)))
            {
                if (byName.TryGetValue(parent, out EventHash hash))
                {
                    Line(svg, places[traced.Hash], places[hash], parent.Item1 == traced.Creator);
                }
            }
        }

        foreach (TracedEvent traced in events)
        {
            Circle(svg, places[traced.Hash], traced);
        }

        return svg.AppendLine("</svg>").ToString();

        Dictionary<EventHash, (int X, int Y)> Place(List<TracedEvent> all)
        {
            Dictionary<EventHash, (int X, int Y)> found = [];
            Dictionary<(int, int), int> branches = [];
            int bottom = Margin + (all.Count * RowHeight);
            for (int i = 0; i < all.Count; i++)
            {
                (int, int) name = (all[i].Creator, all[i].Sequence);
                int branch = branches.GetValueOrDefault(name);
                branches[name] = branch + 1;
                int x = Margin + (all[i].Creator * ColumnWidth) + (branch * BranchOffset);
                found[all[i].Hash] = (x, bottom - (i * RowHeight));
            }

            return found;
        }
    }

    private static void Line(StringBuilder svg, (int X, int Y) from, (int X, int Y) to, bool isSelfParent)
    {
        string colour = isSelfParent ? "#333" : "#9bc";
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"<line x1=\"{from.X}\" y1=\"{from.Y}\" x2=\"{to.X}\" y2=\"{to.Y}\" stroke=\"{colour}\"/>");
    }

    private static void Circle(StringBuilder svg, (int X, int Y) at, TracedEvent traced)
    {
        string fill = traced.PayloadBytes > 0 ? "#e83" : "#fff";
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"<circle cx=\"{at.X}\" cy=\"{at.Y}\" r=\"5\" fill=\"{fill}\" stroke=\"#333\"><title>{traced}</title></circle>");
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"<text x=\"{at.X + 8}\" y=\"{at.Y + 3}\">{traced.Sequence} {traced.ShortHash}</text>");
    }
}
