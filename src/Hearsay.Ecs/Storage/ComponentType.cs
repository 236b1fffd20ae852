namespace Hearsay.Ecs;

/// <summary>A component type as it is registered.</summary>
/// <param name="Id">Its place in the registry, from 0; the bit in a signature.</param>
/// <param name="Name">Its name in snapshots and reports; the same on every peer and in every version.</param>
/// <param name="Size">Bytes of a row in memory.</param>
/// <param name="SavedBytes">Bytes of a row in a snapshot: the size, or 0 for a tag, a struct without fields.</param>
public sealed record ComponentType(int Id, string Name, int Size, int SavedBytes)
{
    /// <summary>The type's bit in a signature.</summary>
    internal ulong Bit => 1UL << Id;
}
