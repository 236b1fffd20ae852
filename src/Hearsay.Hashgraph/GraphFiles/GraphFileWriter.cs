namespace Hearsay.Hashgraph;

/// <summary>
/// Writes graph files that <see cref="GraphFileReader"/> reads. One thread; flushing is the caller's.
/// </summary>
public sealed class GraphFileWriter(TextWriter output)
{
    /// <summary>The first line.</summary>
    public void Write(Roster roster)
    {
        for (int i = 0; i < roster.Count; i++)
        {
            output.Write(i == 0 ? "{\"members\":[{\"weight\":" : "},{\"weight\":");
            output.Write(roster.WeightOf(new MemberIndex(i)));
        }

        output.Write("}]}\n");
    }

    /// <summary>One event; its parents must have been written before.</summary>
    public void Write(GraphFileEvent e)
    {
        output.Write("{\"hash\":");
        HexText.Write(output, e.Hash);
        output.Write(",\"creator\":");
        output.Write(e.Creator.Value);
        output.Write(",\"seq\":");
        output.Write(e.Sequence.Value);
        output.Write(",\"selfParent\":");
        if (e.SelfParent is { } selfParent)
        {
            HexText.Write(output, selfParent);
        }
        else
        {
            output.Write("null");
        }

        output.Write(",\"otherParents\":[");
        for (int i = 0; i < e.OtherParents.Count; i++)
        {
            output.Write(i == 0 ? "{\"hash\":" : ",{\"hash\":");
            HexText.Write(output, e.OtherParents[i].Hash);
            output.Write(",\"ageMicros\":");
            output.Write(e.OtherParents[i].Age.Value);
            output.Write('}');
        }

        output.Write("],\"createdAtMicros\":");
        output.Write(e.CreatedAt.Value);
        output.Write("}\n");
    }
}
