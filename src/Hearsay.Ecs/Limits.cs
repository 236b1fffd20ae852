namespace Hearsay.Ecs;

/// <summary>The bounds of a world: each with its unit and its reason.</summary>
public static class Limits
{
    /// <summary>
    /// Entities alive at once in a world. 2^20: an index fits three levels of 64-bit words and a short scan.
    /// </summary>
    public const int EntitiesMax = 1 << 20;

    /// <summary>Component types in a registry. A signature is one 64-bit mask.</summary>
    public const int ComponentTypesMax = 64;

    /// <summary>Bytes of one component. With <see cref="EntitiesMax"/> rows a column still is one array.</summary>
    public const int ComponentBytesMax = 1024;

    /// <summary>
    /// Combinations of component types that a world has held. Every query looks at each once; a game has dozens.
    /// </summary>
    public const int ArchetypesMax = 1024;

    /// <summary>Component types that one query names on each side, so that a description is a small value.</summary>
    public const int QueryTypesMax = 8;

    /// <summary>Commands that one buffer holds until they are played: more than one per entity is a runaway.</summary>
    public const int CommandsMax = EntitiesMax;
}
