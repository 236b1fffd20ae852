namespace Hearsay.Ecs;

/// <summary>
/// A number per component type and process, in the order of first use: only a short way from the type to its id in a
/// registry. Nothing that is saved, hashed or ordered may depend on it.
/// </summary>
internal static class ComponentSlot<T>
    where T : unmanaged
{
    public static readonly int Index = ComponentSlots.Take();
}

/// <summary>Hands out the numbers of <see cref="ComponentSlot{T}"/>.</summary>
internal static class ComponentSlots
{
    private static int _next;

    public static int Take() => Interlocked.Increment(ref _next) - 1;
}
