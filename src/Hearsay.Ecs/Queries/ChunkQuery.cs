namespace Hearsay.Ecs;

/// <summary>
/// Enumerates the chunks of a query by ascending signature. While it runs (until it is at its end or disposed, as
/// <c>foreach</c> does), structural changes are invariant failures.
/// </summary>
public ref struct ChunkQuery
{
    private readonly EntityWorld _world;
    private readonly QueryMask _mask;
    private int _next;
    private Archetype? _current;
    private bool _running;

    internal ChunkQuery(EntityWorld world, QueryMask mask)
    {
        _world = world;
        _mask = mask;
    }

    public readonly Chunk Current => new(_current!, _world.Registry);

    public readonly ChunkQuery GetEnumerator()
    {
        _world.BeginIteration();
        return this with { _running = true };
    }

    public bool MoveNext()
    {
        ArchetypeSet archetypes = _world.Archetypes;
        while (_next < archetypes.Count)
        {
            Archetype candidate = archetypes.Canonical(_next++);
            if (candidate.Count != 0 && _mask.Matches(candidate.Signature))
            {
                _current = candidate;
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
