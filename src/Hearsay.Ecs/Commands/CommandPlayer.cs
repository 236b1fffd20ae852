using System.Buffers;
using System.Numerics;

namespace Hearsay.Ecs;

/// <summary>Applies recorded commands in their order.</summary>
internal static class CommandPlayer
{
    /// <returns>How many commands were left out because their entity or component was gone.</returns>
    public static int Play(CommandBuffer buffer, EntityWorld world, int created)
    {
        Entity[] made = ArrayPool<Entity>.Shared.Rent(created);
        ReadOnlySpan<Command> commands = buffer.Commands;
        int leftOut = 0;
        int next = 0;
        while (next < commands.Length)
        {
            Command command = commands[next];
            if (command.Kind == CommandKind.Create)
            {
                ReadOnlySpan<Command> additions = Additions(commands[(next + 1)..], command.Entity);
                made[-1 - command.Entity.Index] = Create(buffer, world, additions);
                next += 1 + additions.Length;
            }
            else
            {
                Entity entity = command.Entity.Index < 0 ? made[-1 - command.Entity.Index] : command.Entity;
                leftOut += TryApply(buffer, world, command, entity) ? 0 : 1;
                next++;
            }
        }

        ArrayPool<Entity>.Shared.Return(made);
        return leftOut;
    }

    /// <summary>The components that directly follow a creation: the entity is made with them at once.</summary>
    private static ReadOnlySpan<Command> Additions(ReadOnlySpan<Command> following, Entity standIn)
    {
        int length = 0;
        while (length < following.Length && following[length].Kind == CommandKind.Add
            && following[length].Entity == standIn)
        {
            length++;
        }

        return following[..length];
    }

    private static Entity Create(CommandBuffer buffer, EntityWorld world, ReadOnlySpan<Command> additions)
    {
        ulong signature = 0;
        foreach (Command addition in additions)
        {
            signature |= 1UL << addition.ComponentId;
        }

        NewRow row = world.Enter(signature, BitOperations.PopCount(signature));
        foreach (Command addition in additions)
        {
            row.Set(addition.ComponentId, buffer.ValueOf(addition));
        }

        return row.Entity;
    }

    private static bool TryApply(CommandBuffer buffer, EntityWorld world, in Command command, Entity entity)
    {
        if (!world.IsAlive(entity))
        {
            return false;
        }

        bool has = world.Has(entity, command.ComponentId);
        switch (command.Kind)
        {
            case CommandKind.Destroy:
                world.Destroy(entity);
                return true;
            case CommandKind.Remove when has:
                world.RemoveBit(entity, command.ComponentId);
                return true;
            case CommandKind.Add when !has:
                world.AddBit(entity, command.ComponentId);
                break;
            case CommandKind.Set or CommandKind.Remove when !has:
                return false;
        }

        buffer.ValueOf(command).CopyTo(world.BytesOf(entity, command.ComponentId));
        return true;
    }
}
