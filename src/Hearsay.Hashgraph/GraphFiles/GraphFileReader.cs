namespace Hearsay.Hashgraph;

/// <summary>
/// Reads a graph file: JSON lines, the members first, then one event a line, parents before children. Streams: holds
/// one line at a time, at most <see cref="Limits.GraphFileLineBytesMax"/>. Bad content is refused with its line, never
/// thrown; after a refusal nothing more is read. Fields that it does not know are skipped. Whether parents exist is for
/// the graph to say (<see cref="GraphFileOrdering"/>). One thread; the caller keeps and closes the stream.
/// </summary>
public sealed class GraphFileReader(Stream input)
{
    private readonly GraphFileLines _lines = new(input);

    /// <summary>What is wrong with the file; null while nothing is.</summary>
    public GraphFileRefusal? Refusal { get; private set; }

    /// <summary>The line that was read last, counted from 1.</summary>
    public long Line => _lines.Number;

    /// <summary>Reads the first line; null and a <see cref="Refusal"/> when it names no roster.</summary>
    public Roster? ReadRoster()
    {
        if (!TryReadLine(out ReadOnlySpan<byte> line))
        {
            Refuse("a graph file starts with its members");
            return null;
        }

        List<int> weights = [];
        if (GraphLineParser.ReadMembers(line, weights) is { } reason)
        {
            Refuse(reason);
            return null;
        }

        return new Roster(weights.ToArray());
    }

    /// <summary>Reads the next event; false at the end of the file and at a <see cref="Refusal"/>.</summary>
    public bool TryReadEvent(GraphFileEvent destination)
    {
        if (!TryReadLine(out ReadOnlySpan<byte> line))
        {
            return false;
        }

        if (GraphLineParser.ReadEvent(line, destination) is { } reason)
        {
            Refuse(reason);
        }

        return Refusal is null;
    }

    /// <summary>Refuses the line that was read last, for a reason that only the caller can know.</summary>
    public void Refuse(string reason) => Refusal ??= new GraphFileRefusal(Math.Max(1, Line), reason);

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (Refusal is not null)
        {
            return false;
        }

        GraphFileLines.Outcome outcome = _lines.Next(out line);
        if (outcome == GraphFileLines.Outcome.TooLong)
        {
            Refuse($"the line is longer than {Limits.GraphFileLineBytesMax} bytes");
        }

        return outcome == GraphFileLines.Outcome.Line;
    }
}
