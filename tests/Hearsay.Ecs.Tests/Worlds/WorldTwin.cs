namespace Hearsay.Ecs.Tests;

/// <summary>What a world should be, written so plainly that it cannot be wrong: a dictionary per entity.</summary>
internal sealed class WorldTwin
{
    private readonly SortedDictionary<int, Row> _entities = [];

    /// <summary>All handles ever given out, by this twin and its copies.</summary>
    public HashSet<Entity> Known { get; private init; } = [];

    public uint Created { get; private set; }

    public int Count => _entities.Count;

    public IEnumerable<Entity> Alive => _entities.Select(pair => new Entity(pair.Key, pair.Value.Generation));

    public bool IsAlive(Entity entity) =>
        _entities.TryGetValue(entity.Index, out Row? found) && found.Generation == entity.Generation;

    public SortedDictionary<int, object> Of(Entity entity) => _entities[entity.Index].Components;

    public Entity Create()
    {
        int index = Enumerable.Range(0, int.MaxValue).First(free => !_entities.ContainsKey(free));
        Created++;
        _entities[index] = new Row(Created, []);
        Known.Add(new Entity(index, Created));
        return new Entity(index, Created);
    }

    public void Destroy(Entity entity) => _entities.Remove(entity.Index);

    public WorldTwin Copy()
    {
        WorldTwin copy = new() { Created = Created, Known = Known };
        foreach ((int index, Row row) in _entities)
        {
            copy._entities[index] = new Row(row.Generation, new SortedDictionary<int, object>(row.Components));
        }

        return copy;
    }

    private sealed record Row(uint Generation, SortedDictionary<int, object> Components);
}
