using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>The player whose action is judged. References are valid until an entity is created or destroyed.</summary>
internal readonly ref struct Actor(WorldState state, MemberIndex member, Entity entity)
{
    public WorldState State => state;

    public MemberIndex Member => member;

    public ref Player Player => ref state.Entities.Get<Player>(entity);

    public ref Body Body => ref state.Entities.Get<Body>(entity);

    public ref MoveIntent Intent => ref state.Entities.Get<MoveIntent>(entity);

    public ref Vitals Vitals => ref state.Entities.Get<Vitals>(entity);

    public ref Digging Digging => ref state.Entities.Get<Digging>(entity);

    public ref Inventory Inventory => ref state.Entities.Get<Inventory>(entity);

    public FixedVector Eyes => Box.EyesOf(Body.Position);

    public ItemKind HeldKind => Inventory[Player.HeldSlot].Kind;

    /// <summary>None, outside, out of reach or not in sight.</summary>
    public Rejection CheckTarget(BlockPosition block) =>
        block.IsInWorld ? LineOfSight.Check(state.Blocks, Eyes, block) : Rejection.OutOfWorld;
}
