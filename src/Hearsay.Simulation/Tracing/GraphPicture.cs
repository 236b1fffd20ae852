using System.Globalization;
using System.Text;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// The events of a trace as a picture: members from left to right, time upwards, a line from each event down to its
/// parents. Events of one member with one sequence stand side by side: a branch.
/// </summary>
public sealed class GraphPicture
{
    private const int ColumnWidth = 120;
    private const int RowHeight = 26;
    private const int Margin = 60;
    private const int BranchOffset = 26;

    private readonly StringBuilder _svg = new();
    private readonly List<TracedEvent> _events;
    private readonly Dictionary<EventHash, (int X, int Y)> _places = [];
    private readonly Dictionary<(int Creator, int Sequence), EventHash> _firstOf = [];

    private GraphPicture(IEnumerable<TracedEvent> events)
    {
        _events = [.. events];
    }

    /// <summary>The picture as SVG.</summary>
    public static string Draw(SessionTrace trace)
    {
        GraphPicture picture = new(trace.Events);
        picture.Place();
        picture.Frame(trace.Members);
        picture._events.ForEach(picture.Lines);
        picture._events.ForEach(picture.Circle);
        return picture._svg.AppendLine("</svg>").ToString();
    }

    private void Place()
    {
        Dictionary<(int, int), int> branches = [];
        for (int i = 0; i < _events.Count; i++)
        {
            (int Creator, int) name = (_events[i].Creator, _events[i].Sequence);
            int branch = branches.GetValueOrDefault(name);
            branches[name] = branch + 1;
            int x = Margin + (name.Creator * ColumnWidth) + (branch * BranchOffset);
            _places[_events[i].Hash] = (x, Margin + ((_events.Count - i) * RowHeight));
            _firstOf.TryAdd(name, _events[i].Hash);
        }
    }

    private void Frame(int members)
    {
        int width = (2 * Margin) + (members * ColumnWidth);
        int height = (2 * Margin) + (_events.Count * RowHeight);
        Write($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"");
        Write($" font-family=\"monospace\" font-size=\"9\"><rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        for (int member = 0; member < members; member++)
        {
            Write($"<text x=\"{Margin + (member * ColumnWidth)}\" y=\"{height - 20}\">m{member}</text>");
        }
    }

    private void Lines(TracedEvent traced)
    {
        (int X, int Y) from = _places[traced.Hash];
        foreach ((int Creator, int) parent in traced.Parents.Prepend((traced.Creator, traced.Sequence - 1)))
        {
            if (_firstOf.TryGetValue(parent, out EventHash hash))
            {
                (int X, int Y) to = _places[hash];
                string colour = parent.Creator == traced.Creator ? "#333" : "#9bc";
                Write($"<line x1=\"{from.X}\" y1=\"{from.Y}\" x2=\"{to.X}\" y2=\"{to.Y}\" stroke=\"{colour}\"/>");
            }
        }
    }

    private void Circle(TracedEvent traced)
    {
        (int X, int Y) at = _places[traced.Hash];
        string fill = traced.PayloadBytes > 0 ? "#e83" : "#fff";
        Write($"<circle cx=\"{at.X}\" cy=\"{at.Y}\" r=\"5\" fill=\"{fill}\" stroke=\"#333\">");
        Write($"<title>{traced}</title></circle>");
        Write($"<text x=\"{at.X + 8}\" y=\"{at.Y + 3}\">{traced.Sequence} {traced.ShortHash}</text>");
    }

    private void Write(FormattableString line) => _svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
