using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>Lets dropped items fall and slide to rest. Each on its own: the order does not matter.</summary>
internal sealed class ItemMotion : ISystem<WorldState>
{
    private const long GroundDrag = 39_322;

    private static readonly QueryDescription Items = new QueryDescription().WithAll<DroppedItem, Body>();

    public string Name => "item motion";

    public void Run(WorldState state)
    {
        foreach (Ecs.Chunk rows in state.Entities.Chunks(Items))
        {
            foreach (ref Body body in rows.Column<Body>())
            {
                Sweep.Move(state.Blocks, ref body);
                if (body.Touches(Contacts.Ground))
                {
                    FixedVector velocity = body.Velocity;
                    Fixed drag = Fixed.FromRaw(GroundDrag);
                    body.Velocity = velocity with { X = velocity.X * drag, Z = velocity.Z * drag };
                }

                Surroundings.Wet(state.Blocks, ref body);
                Surroundings.Pull(ref body);
            }
        }
    }
}
