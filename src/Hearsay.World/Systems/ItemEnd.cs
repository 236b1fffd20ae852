using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>Removes the items whose time is over. Which are removed together does not depend on their order.</summary>
internal sealed class ItemEnd : ISystem<WorldState>
{
    private const int Batch = 64;

    private static readonly QueryDescription Items = new QueryDescription().WithAll<DroppedItem>();

    public string Name => "item end";

    public void Run(WorldState state)
    {
        Span<Entity> ended = stackalloc Entity[Batch];
        int count;
        do
        {
            count = Collect(state, ended);
            foreach (Entity entity in ended[..count])
            {
                state.Entities.Destroy(entity);
            }
        }
        while (count == Batch);
    }

    private static int Collect(WorldState state, Span<Entity> ended)
    {
        long tick = state.Tick;
        int count = 0;
        foreach (Ecs.Chunk rows in state.Entities.Chunks(Items))
        {
            ReadOnlySpan<DroppedItem> items = rows.Column<DroppedItem>();
            for (int i = 0; i < items.Length && count < ended.Length; i++)
            {
                if (items[i].EndTick <= tick)
                {
                    ended[count++] = rows.Entities[i];
                }
            }
        }

        return count;
    }
}
