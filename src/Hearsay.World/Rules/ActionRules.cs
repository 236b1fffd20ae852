using Hearsay.Ecs;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.World;

/// <summary>
/// Judges one action of one member and does what it asks when the rules allow it: wholly or not at all.
/// </summary>
internal static class ActionRules
{
    /// <summary>Applies an action from an untrusted member; the ticks before it have been simulated.</summary>
    public static ActionOutcome Apply(WorldState state, MemberIndex member, ReadOnlySpan<byte> payload)
    {
        if (!ActionCodec.TryDecode(payload, out WorldAction action))
        {
            return Outcome(Rejection.Malformed);
        }

        Entity entity = state.Players.Of(member);
        if (entity == Entity.None)
        {
            return Outcome(action.Kind == ActionKind.Join ? PresenceRules.Enter(state, member) : Rejection.NotJoined);
        }

        Actor actor = new(state, member, entity);
        if (!PresenceRules.TryCount(actor))
        {
            return Outcome(Rejection.TooManyActions);
        }

        return action.Kind == ActionKind.PickUp && actor.Player.IsPresent && !actor.Vitals.IsDead
            ? PickUpRules.PickUp(actor, action.Item)
            : Outcome(Judge(actor, action));
    }

    private static ActionOutcome Outcome(Rejection rejection) => new((ushort)rejection);

    private static Rejection Judge(in Actor actor, in WorldAction action)
    {
        if (action.Kind == ActionKind.Join)
        {
            return PresenceRules.Return(actor);
        }

        if (!actor.Player.IsPresent)
        {
            return Rejection.NotJoined;
        }

        if (action.Kind == ActionKind.Leave)
        {
            return PresenceRules.Leave(actor);
        }

        return actor.Vitals.IsDead ? Rejection.Dead : JudgeLiving(actor, action);
    }

    private static Rejection JudgeLiving(in Actor actor, in WorldAction action)
    {
        switch (action.Kind)
        {
            case ActionKind.Move:
                actor.Intent = action.Intent;
                return Rejection.None;
            case ActionKind.Dig:
                return BlockRules.Dig(actor, action.Block);
            case ActionKind.Break:
                return BlockRules.Break(actor, action.Block);
            case ActionKind.Place:
                return BlockRules.Place(actor, action.Block, action.Slot);
            case ActionKind.Drop:
                return InventoryRules.Drop(actor, action.Slot, action.Count);
            case ActionKind.Hold:
                return InventoryRules.Hold(actor, action.Slot);
            case ActionKind.MoveStack:
                return InventoryRules.MoveStack(actor, action.Slot, action.TargetSlot, action.Count);
            case ActionKind.Craft:
                return InventoryRules.Craft(actor, action.Recipe, action.Count);
            default:
                return Rejection.Malformed;
        }
    }
}
