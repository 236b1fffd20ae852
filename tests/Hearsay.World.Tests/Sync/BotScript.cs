using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.World.Tests;

/// <summary>
/// What bots did in a world, tick by tick, to be done again in others: every action with its time, among them hostile
/// ones.
/// </summary>
internal sealed class BotScript
{
    public const long StartMicros = 1_700_000_000_000_000;

    private readonly List<Step>[] _steps;

    public BotScript(ulong seed, int members, int ticks)
    {
        Seed = seed;
        Ticks = ticks;
        _steps = [.. Enumerable.Range(0, ticks).Select(_ => new List<Step>())];
        Record(members);
    }

    public ulong Seed { get; }

    public int Ticks { get; }

    /// <summary>What the recording world said at the end.</summary>
    public StateDigest Digest { get; private set; }

    public ContestedItems Contested { get; private set; }

    public int Applied { get; private set; }

    public int Rejected { get; private set; }

    public VoxelWorld NewWorld() => new(new WorldSetup { Seed = Seed });

    /// <summary>Does the actions of one tick and advances to its end; returns the outcomes.</summary>
    public List<ActionOutcome> Play(VoxelWorld world, int tick)
    {
        List<ActionOutcome> outcomes = [];
        foreach (Step step in _steps[tick])
        {
            outcomes.Add(Apply(world, step));
        }

        world.Advance(new SessionTime(TimeOf(tick + 1)));
        return outcomes;
    }

    public void PlayAll(VoxelWorld world)
    {
        for (int tick = 0; tick < Ticks; tick++)
        {
            Play(world, tick);
        }
    }

    private static long TimeOf(int tick) => StartMicros + (tick * TickTime.TickMicros);

    private static ActionOutcome Apply(VoxelWorld world, Step step)
    {
        OrderedAction action = new()
        {
            Member = new MemberIndex(step.Member),
            Number = 1,
            Time = new SessionTime(step.Micros),
            Payload = step.Payload,
        };
        return world.Apply(action);
    }

    private void Record(int members)
    {
        VoxelWorld world = NewWorld();
        Random random = new((int)Seed);
        Bot[] bots = [.. Enumerable.Range(0, members).Select(i => new Bot(new MemberIndex(i), Seed))];
        byte[] payload = new byte[Limits.ActionBytesMax];
        for (int tick = 0; tick < Ticks; tick++)
        {
            foreach (Bot bot in bots.OrderBy(_ => random.Next()))
            {
                int length = random.Next(3) == 0 ? bot.Next(world.View, payload) : 0;
                if (random.Next(40) == 0)
                {
                    random.NextBytes(payload);
                    payload[0] = (byte)random.Next(12);
                    length = random.Next(1, payload.Length);
                }

                if (length > 0)
                {
                    _steps[tick].Add(new Step(TimeOf(tick), bot.Self.Value, payload[..length]));
                }
            }

            foreach (ActionOutcome outcome in Play(world, tick))
            {
                Applied += outcome.IsApplied ? 1 : 0;
                Rejected += outcome.IsApplied ? 0 : 1;
            }
        }

        Digest = world.Digest();
        Contested = world.ContestedItems;
    }

    private sealed record Step(long Micros, int Member, byte[] Payload);
}
