namespace Hearsay.Hashgraph.Tests;

/// <summary>Test graphs as graph files and back.</summary>
public static class GraphText
{
    public static string Of(TestGraph graph)
    {
        StringWriter text = new();
        GraphFileWriter writer = new(text);
        writer.Write(graph.Roster);
        foreach (TestEvent e in graph.Events)
        {
            writer.Write(LineOf(e));
        }

        return text.ToString();
    }

    public static TestGraph Parse(Stream input)
    {
        GraphFileReader reader = new(input);
        Roster roster = reader.ReadRoster() ?? throw new InvalidDataException(reader.Refusal!.ToString());
        int[] weights = Enumerable.Range(0, roster.Count).Select(i => roster.WeightOf(new MemberIndex(i))).ToArray();
        TestGraph graph = new(weights);
        Dictionary<EventHash, TestEvent> byHash = [];
        GraphFileEvent e = new();
        while (reader.TryReadEvent(e))
        {
            byHash[e.Hash] = graph.Add(
                e.Hash,
                e.Creator.Value,
                e.SelfParent is { } selfParent ? byHash[selfParent] : null,
                e.CreatedAt.Value,
                e.OtherParents.Select(p => new TestParent(byHash[p.Hash], p.Age.Value)).ToArray());
        }

        return reader.Refusal is null ? graph : throw new InvalidDataException(reader.Refusal.ToString());
    }

    private static GraphFileEvent LineOf(TestEvent e)
    {
        GraphFileEvent line = new()
        {
            Hash = e.Hash,
            Creator = new MemberIndex(e.Creator),
            Sequence = new Sequence(e.Sequence),
            SelfParent = e.SelfParent?.Hash,
            CreatedAt = new Micros(e.CreatedAt),
        };
        foreach (TestParent parent in e.OtherParents)
        {
            line.OtherParents.Add(new GraphFileParent(parent.Event.Hash, new Micros(parent.Age)));
        }

        return line;
    }
}
