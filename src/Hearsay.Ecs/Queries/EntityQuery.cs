namespace Hearsay.Ecs;

/// <summary>
/// Enumerates the entities of a query by ascending index: the order that does not depend on what happened before, for
/// what is not the same in every order. Forbids structural changes as <see cref="ChunkQuery"/> does.
/// </summary>
public ref struct EntityQuery
{
    private readonly EntityWorld _world;
    private readonly QueryMask _mask;
    private int _next;
    private bool _running;

    internal EntityQuery(EntityWorld world, QueryMask mask)
    {
        _world = world;
        _mask = mask;
    }

    public Entity Current { get; private set; }

    public readonly EntityQuery GetEnumerator()
    {
        _world.BeginIteration();
        return this with { _running = true };
    }

    public bool MoveNext()
    {
        EntityTable entities = _world.Entities;
        for (int index = entities.Next(_next); index >= 0; index = entities.Next(index + 1))
        {
            ref EntityRecord record = ref entities.At(index);
            if (_mask.Matches(_world.Archetypes[record.Archetype].Signature))
            {
                Current = new Entity(index, record.Generation);
                _next = index + 1;
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        if (_running)
        {
            _running = false;
            _world.EndIteration();
        }
    }
}
