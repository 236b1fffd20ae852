namespace Hearsay.Ecs;

internal enum CommandKind
{
    Create,
    Destroy,
    Add,
    Set,
    Remove,
}

/// <summary>
/// One recorded change. Of a new entity, <see cref="Entity"/> is the stand-in: -1 for the first, -2, and so on.
/// </summary>
internal readonly record struct Command(CommandKind Kind, Entity Entity, int ComponentId, int ValueStart);
