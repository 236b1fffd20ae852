using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>Moves the players who are present and alive. Each on its own: the order does not matter.</summary>
internal sealed class PlayerMotion : ISystem<WorldState>
{
    private static readonly QueryDescription Players =
        new QueryDescription().WithAll<Player, Body>().WithAll<MoveIntent, Vitals>();

    public string Name => "player motion";

    public void Run(WorldState state)
    {
        foreach (Ecs.Chunk rows in state.Entities.Chunks(Players))
        {
            ReadOnlySpan<Player> players = rows.Column<Player>();
            ReadOnlySpan<MoveIntent> intents = rows.Column<MoveIntent>();
            ReadOnlySpan<Vitals> vitals = rows.Column<Vitals>();
            Span<Body> bodies = rows.Column<Body>();
            for (int i = 0; i < bodies.Length; i++)
            {
                if (players[i].IsPresent && !vitals[i].IsDead)
                {
                    Move(state.Blocks, intents[i], ref bodies[i]);
                }
            }
        }
    }

    private static void Move(ChunkStore blocks, in MoveIntent intent, ref Body body)
    {
        PlayerSteering.Steer(intent, ref body);
        Fixed height = body.Position.Y;
        Sweep.Move(blocks, ref body);
        body.Fallen += Fixed.Max(height - body.Position.Y, Fixed.Zero);
        Surroundings.Wet(blocks, ref body);
        Surroundings.Pull(ref body);
    }
}
