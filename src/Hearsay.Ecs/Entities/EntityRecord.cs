namespace Hearsay.Ecs;

/// <summary>Where the components of an entity are. A generation of 0: the index is free.</summary>
internal struct EntityRecord
{
    public int Archetype;
    public int Row;
    public uint Generation;
}
