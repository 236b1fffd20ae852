namespace Hearsay.Ecs;

/// <summary>The row of an entity that is being created; every component is set before anybody else sees it.</summary>
internal readonly struct NewRow(Entity entity, Archetype archetype, int row, ComponentRegistry registry)
{
    public Entity Entity => entity;

    public NewRow Set<T>(in T value)
        where T : unmanaged
    {
        archetype.At<T>(registry.IdOf<T>(), row) = value;
        return this;
    }

    public void Set(int id, ReadOnlySpan<byte> value) => value.CopyTo(archetype.BytesAt(id, row));
}
