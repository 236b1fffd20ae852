namespace Hearsay.Ecs;

/// <summary>All entities of one combination of component types: columns of equal length. Valid until the next
/// structural change, which the enumeration that hands it out forbids.</summary>
public readonly ref struct Chunk
{
    private readonly Archetype _archetype;
    private readonly ComponentRegistry _registry;

    internal Chunk(Archetype archetype, ComponentRegistry registry)
    {
        _archetype = archetype;
        _registry = registry;
    }

    /// <summary>Rows, at least one.</summary>
    public int Count => _archetype.Count;

    /// <summary>The entity of each row.</summary>
    public ReadOnlySpan<Entity> Entities => _archetype.Entities;

    /// <summary>Whether the entities have a component type beyond those asked for.</summary>
    public bool Has<T>()
        where T : unmanaged => _archetype.Has(_registry.IdOf<T>());

    /// <summary>The components of a type, by row; changes go straight into the world.</summary>
    /// <exception cref="InvariantException">The entities do not have it.</exception>
    public Span<T> Column<T>()
        where T : unmanaged => _archetype.Column<T>(_registry.IdOf<T>());
}
