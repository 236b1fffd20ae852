using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>
/// Reads a world without changing it. Good until the world's next change; on the world's thread.
/// </summary>
public readonly struct WorldView
{
    private static readonly QueryDescription Items = new QueryDescription().WithAll<DroppedItem, Body>();

    private readonly WorldState _state;

    internal WorldView(WorldState state) => _state = state;

    /// <summary>The last simulated tick, from 1; 0 before the first.</summary>
    public long Tick => _state.Tick;

    /// <summary>The column around which players start.</summary>
    public (long X, long Z) Spawn => _state.Spawn;

    /// <summary>Members that ever joined have indices below this.</summary>
    public int MembersEnd => _state.Players.End;

    /// <summary>Dropped items that lie about.</summary>
    public int ItemCount => _state.ItemCount;

    /// <summary>The block at any place: air above the world, bedrock beneath and beside it.</summary>
    public BlockKind BlockAt(BlockPosition block) => _state.Blocks.Read(block.X, block.Y, block.Z);

    /// <summary>The Y of the highest ground of a column as it was generated, before caves and trees.</summary>
    public int GroundAt(long x, long z) => _state.Blocks.Terrain.Terrain.HeightAt(x, z);

    /// <summary>Writes the 4,096 kinds of a chunk, a byte each, X innermost, then Z, then Y.</summary>
    /// <exception cref="InvariantException">The chunk is outside the world.</exception>
    public void ReadChunk(ChunkPosition position, Span<byte> kinds) => ChunkAt(position).Unpack(kinds);

    /// <summary>
    /// A fingerprint of a chunk's blocks for redrawing only what changed: 0 for a chunk that nobody modified, else
    /// equal for equal blocks, also across copies and corrections.
    /// </summary>
    /// <exception cref="InvariantException">The chunk is outside the world.</exception>
    public ulong ChunkStamp(ChunkPosition position) => ChunkAt(position).Stamp;

    /// <summary>The player of a member; false when it is not in the world.</summary>
    public bool TryGetPlayer(MemberIndex member, out PlayerView player)
    {
        Entity entity = _state.Players.Of(member);
        if (entity == Entity.None || !_state.Entities.Get<Player>(entity).IsPresent)
        {
            player = default;
            return false;
        }

        int held = _state.Entities.Get<Player>(entity).HeldSlot;
        player = new PlayerView(
            member,
            _state.Entities.Get<Body>(entity),
            _state.Entities.Get<MoveIntent>(entity),
            _state.Entities.Get<Vitals>(entity),
            held,
            _state.Entities.Get<Inventory>(entity)[held],
            _state.Entities.Get<Digging>(entity));
        return true;
    }

    /// <summary>What a member carries; empty when it never joined.</summary>
    public Inventory InventoryOf(MemberIndex member)
    {
        Entity entity = _state.Players.Of(member);
        return entity == Entity.None ? default : _state.Entities.Get<Inventory>(entity);
    }

    /// <summary>Replaces the list's content by all players in the world, in the order of members.</summary>
    public void ReadPlayers(List<PlayerView> players)
    {
        players.Clear();
        for (int member = 0; member < MembersEnd; member++)
        {
            if (TryGetPlayer(new MemberIndex(member), out PlayerView player))
            {
                players.Add(player);
            }
        }
    }

    /// <summary>Replaces the list's content by all dropped items; their order has no meaning.</summary>
    public void ReadItems(List<ItemView> items) => ReadItemsNear(FixedVector.Zero, Fixed.MaxValue, items);

    /// <summary>
    /// Replaces the list's content by the dropped items that are at most that far away along every axis; their order
    /// has no meaning.
    /// </summary>
    public void ReadItemsNear(FixedVector place, Fixed blocks, List<ItemView> items)
    {
        items.Clear();
        foreach (Ecs.Chunk rows in _state.Entities.Chunks(Items))
        {
            ReadOnlySpan<DroppedItem> dropped = rows.Column<DroppedItem>();
            ReadOnlySpan<Body> bodies = rows.Column<Body>();
            for (int i = 0; i < dropped.Length; i++)
            {
                FixedVector way = bodies[i].Position - place;
                if (Fixed.Abs(way.X) <= blocks && Fixed.Abs(way.Y) <= blocks && Fixed.Abs(way.Z) <= blocks)
                {
                    items.Add(new ItemView(ItemId.Of(rows.Entities[i]), dropped[i].Stack, bodies[i].Position));
                }
            }
        }
    }

    /// <summary>What the rules would say to digging at a block, without doing it.</summary>
    public Rejection CheckReach(in PlayerView player, BlockPosition block) =>
        block.IsInWorld ? LineOfSight.Check(_state.Blocks, player.Eyes, block) : Rejection.OutOfWorld;

    /// <summary>What the rules would say to reaching for an item, without doing it.</summary>
    public Rejection CheckReach(in PlayerView player, in ItemView item) =>
        LineOfSight.Check(_state.Blocks, player.Eyes, Box.Of(BodyShape.Item, item.Position));

    private Chunk ChunkAt(ChunkPosition position)
    {
        Hashgraph.Invariant.Check(position.IsInWorld, "a chunk outside the world was asked for");
        return _state.Blocks.ChunkAt(position);
    }
}
