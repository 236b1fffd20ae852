using System.Runtime.InteropServices;

namespace Hearsay.Ecs;

/// <summary>
/// Structural changes that are recorded while a world is iterated and played afterwards, in the order of recording.
/// Reusable; allocates only to grow.
/// </summary>
/// <remarks>
/// Played commands on an entity that is gone by then are left out and counted: two systems may both decide to end the
/// same entity. New entities take the lowest free indices in the order of recording, so record creations in an order
/// that is defined (<see cref="EntityWorld.ById"/>). One thread at a time.
/// </remarks>
public sealed class CommandBuffer(ComponentRegistry registry)
{
    private Command[] _commands = new Command[64];
    private byte[] _values = new byte[1024];
    private int _count;
    private int _valueBytes;
    private int _created;

    /// <summary>Commands recorded and not played.</summary>
    public int Count => _count;

    internal ReadOnlySpan<Command> Commands => _commands.AsSpan(0, _count);

    /// <summary>Records a creation.</summary>
    /// <returns>
    /// A stand-in for the new entity, for <see cref="Add"/>, <see cref="Set"/> and <see cref="Remove"/> on this buffer
    /// until it is played; not for the world, nor to be kept in components.
    /// </returns>
    public Entity Create()
    {
        Entity standIn = new(-1 - _created++, 0);
        Record(new Command(CommandKind.Create, standIn, 0, 0));
        return standIn;
    }

    /// <summary>Records the end of an entity.</summary>
    public void Destroy(Entity entity) => Record(new Command(CommandKind.Destroy, entity, 0, 0));

    /// <summary>Records a component for an entity; replaces it if the entity has it by then.</summary>
    public void Add<T>(Entity entity, in T value)
        where T : unmanaged => RecordValue(CommandKind.Add, entity, value);

    /// <summary>Records a new value for a component; left out if the entity does not have it by then.</summary>
    public void Set<T>(Entity entity, in T value)
        where T : unmanaged => RecordValue(CommandKind.Set, entity, value);

    /// <summary>Records that a component is taken away; left out if the entity does not have it by then.</summary>
    public void Remove<T>(Entity entity)
        where T : unmanaged => Record(new Command(CommandKind.Remove, entity, registry.IdOf<T>(), 0));

    /// <summary>Applies all commands to a world of the same registry and forgets them.</summary>
    /// <returns>How many were left out.</returns>
    /// <exception cref="InvariantException">The world is being iterated, is full, or has another registry.</exception>
    public int Play(EntityWorld world)
    {
        Invariant.Check(ReferenceEquals(registry, world.Registry), "commands are played on a world of their registry");
        world.CheckNotIterated();
        int leftOut = CommandPlayer.Play(this, world, _created);
        Clear();
        return leftOut;
    }

    /// <summary>Forgets all commands.</summary>
    public void Clear()
    {
        _count = 0;
        _valueBytes = 0;
        _created = 0;
    }

    /// <summary>The component that a command carries.</summary>
    internal ReadOnlySpan<byte> ValueOf(in Command command) =>
        _values.AsSpan(command.ValueStart, registry.Types[command.ComponentId].Size);

    private void RecordValue<T>(CommandKind kind, Entity entity, in T value)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value));
        if (_valueBytes + bytes.Length > _values.Length)
        {
            Array.Resize(ref _values, 2 * (_valueBytes + bytes.Length));
        }

        bytes.CopyTo(_values.AsSpan(_valueBytes));
        Record(new Command(kind, entity, registry.IdOf<T>(), _valueBytes));
        _valueBytes += bytes.Length;
    }

    private void Record(in Command command)
    {
        Invariant.Check(_count < Limits.CommandsMax, "a command buffer holds at most Limits.CommandsMax commands");
        Invariant.Check(command.Entity.Index >= -_created, "a stand-in is for the buffer that made it, until played");
        if (_count == _commands.Length)
        {
            Array.Resize(ref _commands, 2 * _count);
        }

        _commands[_count++] = command;
    }
}
