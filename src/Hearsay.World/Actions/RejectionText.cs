using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.World;

/// <summary>Reason codes to and from what they say. Pure, any thread.</summary>
public static class RejectionText
{
    private const int TakenByEnd = (int)Rejection.TakenBy + Hashgraph.Limits.MembersMax;

    /// <summary>The reason code of "that member was first".</summary>
    public static ushort TakenBy(MemberIndex winner) => (ushort)((int)Rejection.TakenBy + winner.Value);

    /// <summary>The kind of a reason code; codes that name a member are <see cref="Rejection.TakenBy"/>.</summary>
    public static Rejection KindOf(ActionOutcome outcome) =>
        TryGetTaker(outcome, out _) ? Rejection.TakenBy : (Rejection)outcome.Reason;

    /// <summary>Who took the item, when that is why the action was refused.</summary>
    public static bool TryGetTaker(ActionOutcome outcome, out MemberIndex winner)
    {
        bool taken = outcome.Reason >= (int)Rejection.TakenBy && outcome.Reason < TakenByEnd;
        winner = new MemberIndex(taken ? outcome.Reason - (int)Rejection.TakenBy : 0);
        return taken;
    }

    /// <summary>An outcome in words for the player who asked.</summary>
    /// <param name="outcome">What the world said.</param>
    /// <param name="nameOf">A member's name; without it members are called by their index.</param>
    public static string Describe(ActionOutcome outcome, Func<MemberIndex, string>? nameOf = null)
    {
        if (TryGetTaker(outcome, out MemberIndex winner))
        {
            return $"taken by {nameOf?.Invoke(winner) ?? $"member {winner.Value}"}";
        }

        return (Rejection)outcome.Reason switch
        {
            Rejection.None => "applied",
            Rejection.Malformed => "not an action",
            Rejection.NotJoined => "not in the world",
            Rejection.AlreadyJoined => "in the world already",
            Rejection.TooManyActions => "too many actions in one second",
            Rejection.Dead => "dead",
            Rejection.OutOfWorld => "outside the world",
            Rejection.OutOfReach => "out of reach",
            Rejection.NotInSight => "something is in between",
            Rejection.NothingToBreak => "nothing to break there",
            Rejection.Unbreakable => "it cannot be broken",
            Rejection.NotDigging => "not digging there",
            Rejection.TooFast => "not dug for long enough",
            Rejection.Occupied => "a block is there already",
            Rejection.BodyInTheWay => "a player stands there",
            Rejection.NoSupport => "nothing to attach it to",
            Rejection.NoSuchSlot => "no such slot",
            Rejection.NotEnoughItems => "not that many in the slot",
            Rejection.NotPlaceable => "it cannot be placed",
            Rejection.InventoryFull => "no room in the inventory",
            Rejection.NoSuchItem => "the item is gone",
            Rejection.StacksDiffer => "the stacks do not join",
            Rejection.NoSuchRecipe => "no such recipe",
            Rejection.MissingIngredients => "ingredients are missing",
            Rejection.WorldFull => "no more chunks can be changed",
            Rejection.NothingAsked => "a count of zero",
            _ => $"refused with code {outcome.Reason}",
        };
    }
}
