namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Graphs written by hand: <c>A1 = graph.On("A1", "A0", 100, ("B0", 10))</c>. Names are letters of the creator and
/// anything after; a hash is derived from the name, so that it is the same in every run.
/// </summary>
public sealed class TinyGraph(params int[] weights)
{
    private readonly Dictionary<string, TestEvent> _byName = [];

    public TestGraph Graph { get; } = new(weights);

    public TestEvent this[string name] => _byName[name];

    /// <summary>Adds an event by the member whose letter the name begins with.</summary>
    public TestEvent On(string name, string? selfParent, long createdAt, params (string Name, long Age)[] otherParents)
    {
        TestEvent added = Graph.Add(
            HashOf(name),
            name[0] - 'A',
            selfParent is null ? null : _byName[selfParent],
            createdAt,
            otherParents.Select(p => new TestParent(_byName[p.Name], p.Age)).ToArray());
        _byName.Add(name, added);
        return added;
    }

    /// <summary>
    /// One event of each member that names all events of the layer before, at <paramref name="createdAt"/> and one
    /// microsecond later for each further member; ages 0. Names: letter and layer.
    /// </summary>
    public void Layer(int layer, long createdAt)
    {
        for (int member = 0; member < Graph.Members; member++)
        {
            char own = (char)('A' + member);
            (string, long)[] others = layer == 0
                ? []
                : Enumerable.Range(0, Graph.Members)
                    .Where(other => other != member)
                    .Select(other => ($"{(char)('A' + other)}{layer - 1}", 0L))
                    .ToArray();
            On($"{own}{layer}", layer == 0 ? null : $"{own}{layer - 1}", createdAt + member, others);
        }
    }

    /// <summary>The hash that an event of this name has: its letters, then zeros.</summary>
    public static EventHash HashOf(string name)
    {
        byte[] bytes = new byte[EventHash.Bytes];
        System.Text.Encoding.ASCII.GetBytes(name, bytes);
        return EventHash.Read(bytes);
    }
}
