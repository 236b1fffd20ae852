namespace Hearsay.Ecs;

/// <summary>
/// A handle to an entity of a world: its place, and which creation of the world it was. The handle of a destroyed
/// entity never names the one that takes its place. 8 bytes without padding; may be kept in components.
/// </summary>
/// <param name="Index">From 0 up; always the lowest free one when the entity was created.</param>
/// <param name="Generation">
/// How many entities the world had created when this one was made, from 1; 0 names none.
/// </param>
public readonly record struct Entity(int Index, uint Generation) : IComparable<Entity>
{
    /// <summary>Names no entity; the default.</summary>
    public static Entity None => default;

    public static bool operator <(Entity left, Entity right) => left.CompareTo(right) < 0;

    public static bool operator >(Entity left, Entity right) => left.CompareTo(right) > 0;

    public static bool operator <=(Entity left, Entity right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Entity left, Entity right) => left.CompareTo(right) >= 0;

    /// <summary>By index, then by generation.</summary>
    public int CompareTo(Entity other)
    {
        int byIndex = Index.CompareTo(other.Index);
        return byIndex != 0 ? byIndex : Generation.CompareTo(other.Generation);
    }

    public override string ToString() => $"{Index}#{Generation}";
}
