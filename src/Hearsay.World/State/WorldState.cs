using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>
/// All that a world is made of: entities, blocks, and who took what. Rules and systems are static and change it;
/// nothing else does.
/// </summary>
internal sealed class WorldState
{
    private static readonly ComponentRegistry Registry = new ComponentRegistry()
        .Register<WorldClock>("clock")
        .Register<Player>("player")
        .Register<Body>("body")
        .Register<MoveIntent>("intent")
        .Register<Vitals>("vitals")
        .Register<Digging>("digging")
        .Register<Inventory>("inventory")
        .Register<DroppedItem>("item");

    private static readonly QueryDescription Clocks = new QueryDescription().WithAll<WorldClock>();

    private Entity _clock;

    /// <summary>A world in which nothing has happened yet.</summary>
    /// <param name="setup">What the members agreed on.</param>
    /// <param name="terrain">Shared by all copies of the world.</param>
    /// <param name="tally">Counts what this instance applies; stays with it when the state is loaded or copied.</param>
    public WorldState(WorldSetup setup, TerrainCache terrain, PickUpTally tally)
    {
        Setup = setup;
        Tally = tally;
        Blocks = new ChunkStore(terrain);
        Spawn = terrain.Terrain.FindSpawn();
        _clock = Entities.Create(new WorldClock(0, new Pcg32(setup.Seed)));
    }

    public WorldSetup Setup { get; }

    public EntityWorld Entities { get; } = new(Registry);

    public ChunkStore Blocks { get; }

    public PlayerIndex Players { get; } = new();

    public TakenItems Taken { get; } = new();

    /// <summary>Observes and decides nothing; not state.</summary>
    public PickUpTally Tally { get; }

    /// <summary>Items that lie about: the entities that have <see cref="DroppedItem"/>.</summary>
    public int ItemCount => Entities.Count - Players.Count - 1;

    /// <summary>The column around which players start.</summary>
    public (long X, long Z) Spawn { get; }

    /// <summary>The last simulated tick, from 1; 0 before the first.</summary>
    public long Tick
    {
        get => Entities.Get<WorldClock>(_clock).Tick;
        set => Entities.Get<WorldClock>(_clock) = Entities.Get<WorldClock>(_clock) with { Tick = value };
    }

    /// <summary>A number from 0 to <paramref name="bound"/> − 1 from the world's generator.</summary>
    public int Draw(int bound)
    {
        ref WorldClock clock = ref Entities.Get<WorldClock>(_clock);
        Pcg32 random = clock.Random;
        int drawn = random.Range(bound);
        clock = clock with { Random = random };
        return drawn;
    }

    /// <summary>Makes <paramref name="destination"/>, a state over the same terrain, equal to this one.</summary>
    public void CopyTo(WorldState destination)
    {
        Entities.CopyTo(destination.Entities);
        Blocks.CopyTo(destination.Blocks);
        Players.CopyTo(destination.Players);
        Taken.CopyTo(destination.Taken);
        destination._clock = _clock;
    }

    /// <summary>
    /// Finds clock and players again after the entities were loaded; says what is wrong with them, or null.
    /// </summary>
    public string? TakeOver()
    {
        int clocks = 0;
        foreach (Ecs.Chunk rows in Entities.Chunks(Clocks))
        {
            _clock = rows.Entities[0];
            clocks += rows.Count;
        }

        if (clocks != 1 || Tick < 0)
        {
            return "a world has one clock";
        }

        if (!Players.TryRebuild(Entities))
        {
            return "a member has one player";
        }

        return LoadedEntities.Problem(Entities);
    }
}
