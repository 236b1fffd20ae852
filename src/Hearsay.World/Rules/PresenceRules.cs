using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>Coming, going, and how much a player may do in a second.</summary>
internal static class PresenceRules
{
    /// <summary>The first join of a member: a new body near the middle of the world.</summary>
    public static Rejection Enter(WorldState state, MemberIndex member)
    {
        Entity entity = state.Entities.Create(
            new Player(member.Value, Presence.Present, HeldSlot: 0, CountedActions: 1, SecondOf(state)),
            new Body(BodyShape.Player, SpawnPlace.Of(state, member)),
            default(MoveIntent),
            Vitals.Full,
            Digging.Idle,
            default(Inventory));
        state.Players.Add(member.Value, entity);
        return Rejection.None;
    }

    /// <summary>A later join: the member wakes where it left, with what it had.</summary>
    public static Rejection Return(in Actor actor)
    {
        if (actor.Player.IsPresent)
        {
            return Rejection.AlreadyJoined;
        }

        actor.Player = actor.Player with { Presence = Presence.Present };
        return Rejection.None;
    }

    public static Rejection Leave(in Actor actor)
    {
        actor.Player = actor.Player with { Presence = Presence.Away };
        actor.Intent = default;
        actor.Digging = Digging.Idle;
        return Rejection.None;
    }

    /// <summary>Counts one more action of this second; false when it is one too many.</summary>
    public static bool TryCount(in Actor actor)
    {
        ref Player player = ref actor.Player;
        long second = SecondOf(actor.State);
        int counted = player.CountedSecond == second ? player.CountedActions : 0;
        if (counted >= actor.State.Setup.ActionsPerSecondMax)
        {
            return false;
        }

        player = player with { CountedSecond = second, CountedActions = counted + 1 };
        return true;
    }

    private static long SecondOf(WorldState state) => state.Tick / TickTime.TicksPerSecond;
}
