using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>
/// A player without a person: walks about with its group, digs, builds, and fights over items. What it does next is a
/// function of its seed, of what it was shown before, and of the world it is shown now. One thread.
/// </summary>
/// <remarks>
/// To make fights frequent, all bots of a group stay within reach of one place, throw things there, and of all items in
/// reach take the same one: the one with the lowest name. To be asked a few times a second; it may be shown the
/// confirmed world or a speculative one, and waits for what it asked for before it asks again.
/// </remarks>
public sealed class Bot(MemberIndex self, ulong seed)
{
    /// <summary>Calls after which an unanswered wish is forgotten.</summary>
    private const int PatienceCalls = 30;

    private const int ItemSightBlocks = 12;

    private readonly List<ItemView> _items = [];
    private Pcg32 _random = new(seed, (ulong)self.Value);
    private ItemId _wanted;
    private BlockPosition _digging;
    private BotWish _wish;
    private int _patience;
    private int _wantedPatience;

    /// <summary>Who this bot is.</summary>
    public MemberIndex Self => self;

    /// <summary>Writes the next action; returns its length, 0 for nothing to do now.</summary>
    /// <param name="view">The world as the bot sees it.</param>
    /// <param name="payload">At least <see cref="Limits.ActionBytesMax"/> bytes.</param>
    public int Next(in WorldView view, Span<byte> payload) =>
        TryDecide(view, out WorldAction action) ? ActionCodec.Encode(action, payload) : 0;

    /// <summary>The next action; false for nothing to do now.</summary>
    public bool TryDecide(in WorldView view, out WorldAction action)
    {
        action = default;
        _patience = Math.Max(0, _patience - 1);
        _wantedPatience = Math.Max(0, _wantedPatience - 1);
        if (!view.TryGetPlayer(self, out PlayerView player))
        {
            return TryAsk(BotWish.Join, WorldAction.Join(), ref action);
        }

        if (player.Vitals.IsDead)
        {
            return false;
        }

        view.ReadItemsNear(player.Eyes, ItemSightBlocks, _items);
        return TryPickUp(view, player, ref action)
            || TryFinishDigging(view, player, ref action)
            || (!IsWaiting(BotWish.Dig) && TryBegin(view, player, ref action));
    }

    private bool IsWaiting(BotWish wish) => _wish == wish && _patience > 0;

    private bool TryAsk(BotWish wish, in WorldAction asked, ref WorldAction action)
    {
        if (IsWaiting(wish))
        {
            return false;
        }

        _wish = wish;
        _patience = PatienceCalls;
        action = asked;
        return true;
    }

    private bool TryPickUp(in WorldView view, in PlayerView player, ref WorldAction action)
    {
        ItemId best = new(ulong.MaxValue);
        foreach (ItemView item in _items)
        {
            if (item.Id.Value < best.Value && view.CheckReach(player, item) == Rejection.None)
            {
                best = item.Id;
            }
        }

        if (best.Value == ulong.MaxValue || (best == _wanted && _wantedPatience > 0))
        {
            return false;
        }

        _wanted = best;
        _wantedPatience = PatienceCalls;
        action = WorldAction.PickUp(best);
        return true;
    }

    private bool TryFinishDigging(in WorldView view, in PlayerView player, ref WorldAction action)
    {
        if (player.Digging.SinceTick == 0 || !IsWaiting(BotWish.Dig) || !player.Digging.IsAt(_digging))
        {
            return false;
        }

        int needed = ItemTable.DigTicks(player.Held.Kind, view.BlockAt(_digging));
        if (view.Tick - player.Digging.SinceTick < needed)
        {
            return false;
        }

        _wish = BotWish.None;
        action = WorldAction.Break(_digging);
        return true;
    }

    private bool TryBegin(in WorldView view, in PlayerView player, ref WorldAction action)
    {
        int chance = _random.Range(100);
        if (chance < 45 && BotSenses.TryFindSoftBlock(view, player, ref _random, out _digging))
        {
            return TryAsk(BotWish.Dig, WorldAction.Dig(_digging), ref action);
        }

        int slot = view.InventoryOf(self).SlotOfBlock();
        if (chance < 60 && slot >= 0 && BotSenses.TryFindPlace(view, player, ref _random, out BlockPosition place))
        {
            action = WorldAction.Place(place, slot);
            return true;
        }

        if (chance < 75 && slot >= 0)
        {
            action = WorldAction.Drop(slot, 1);
            return true;
        }

        action = WorldAction.Move(BotSenses.Towards(player, Goal(view, player), ref _random));
        return true;
    }

    /// <summary>The nearest item, else where the group meets.</summary>
    private FixedVector Goal(in WorldView view, in PlayerView player)
    {
        FixedVector goal = BotSenses.MeetingPlace(view, self);
        Fixed nearest = Fixed.MaxValue;
        foreach (ItemView item in _items)
        {
            Fixed distance = (item.Position - player.Eyes).LengthSquared;
            if (distance < nearest)
            {
                nearest = distance;
                goal = item.Position;
            }
        }

        return goal;
    }

    private enum BotWish
    {
        None,
        Join,
        Dig,
    }
}
