using Hearsay.Ecs;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.World;

/// <summary>
/// Taking a dropped item. The first in the order gets all of it; whoever comes later is told who that was, as long as
/// it is remembered.
/// </summary>
internal static class PickUpRules
{
    public static ActionOutcome PickUp(in Actor actor, ItemId id)
    {
        WorldState state = actor.State;
        Entity entity = id.ToEntity();
        if (!state.Entities.TryGet(entity, out DroppedItem item))
        {
            return TooLate(actor, id);
        }

        Box box = state.Entities.Get<Body>(entity).Box;
        Rejection rejection = LineOfSight.Check(state.Blocks, actor.Eyes, box);
        if (rejection != Rejection.None)
        {
            return new ActionOutcome((ushort)rejection);
        }

        state.Tally.Attempt(id, actor.Member);
        int before = actor.Inventory.CountOf(item.Stack.Kind);
        if (!actor.Inventory.TryAdd(item.Stack))
        {
            return new ActionOutcome((ushort)Rejection.InventoryFull);
        }

        if (actor.Inventory.CountOf(item.Stack.Kind) > before)
        {
            state.Tally.Grant(id);
        }

        state.Taken.Add(id, actor.Member);
        state.Entities.Destroy(entity);
        return ActionOutcome.Applied;
    }

    private static ActionOutcome TooLate(in Actor actor, ItemId id)
    {
        if (!actor.State.Taken.TryFind(id, out MemberIndex winner))
        {
            return new ActionOutcome((ushort)Rejection.NoSuchItem);
        }

        actor.State.Tally.Attempt(id, actor.Member);
        return new ActionOutcome(RejectionText.TakenBy(winner));
    }
}
