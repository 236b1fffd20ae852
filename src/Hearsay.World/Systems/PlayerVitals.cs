using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>
/// Falls hurt, water drowns, time heals, and the dead come back. Each on its own: the order does not matter.
/// </summary>
internal sealed class PlayerVitals : ISystem<WorldState>
{
    private const int SafeFall = 3;
    private const int HealEveryTicks = 80;
    private const int DrownEveryTicks = 20;
    private const int DrownHealth = 2;
    private const int BreathPerTick = 5;
    private const int DeadTicks = 60;

    private static readonly QueryDescription Players = new QueryDescription().WithAll<Player, Body, Vitals>();

    public string Name => "player vitals";

    public void Run(WorldState state)
    {
        long tick = state.Tick;
        foreach (Ecs.Chunk rows in state.Entities.Chunks(Players))
        {
            ReadOnlySpan<Player> players = rows.Column<Player>();
            Span<Body> bodies = rows.Column<Body>();
            Span<Vitals> vitals = rows.Column<Vitals>();
            for (int i = 0; i < players.Length; i++)
            {
                if (players[i].IsPresent && vitals[i].IsDead && vitals[i].RespawnTick <= tick)
                {
                    bodies[i] = new Body(BodyShape.Player, SpawnPlace.Of(state, new MemberIndex(players[i].Member)));
                    vitals[i] = Vitals.Full;
                }
                else if (players[i].IsPresent && !vitals[i].IsDead)
                {
                    vitals[i] = After(vitals[i], ref bodies[i], tick);
                }
            }
        }
    }

    private static Vitals After(Vitals vitals, ref Body body, long tick)
    {
        int health = vitals.Health - FallHurt(ref body);
        int air = body.Touches(Contacts.Submerged)
            ? vitals.Air - 1
            : Math.Min(vitals.Air + BreathPerTick, Vitals.AirMax);
        if (air <= 0)
        {
            health -= DrownHealth;
            air = DrownEveryTicks;
        }
        else if (tick % HealEveryTicks == 0)
        {
            health = health > 0 ? Math.Min(health + 1, Vitals.HealthMax) : health;
        }

        return health > 0 ? new Vitals(health, air, 0) : new Vitals(0, air, tick + DeadTicks);
    }

    private static int FallHurt(ref Body body)
    {
        if (!body.Touches(Contacts.Ground | Contacts.Water))
        {
            return 0;
        }

        int blocks = body.Touches(Contacts.Water) ? 0 : body.Fallen.FloorToInt();
        body.Fallen = Fixed.Zero;
        return Math.Max(0, blocks - SafeFall);
    }
}
