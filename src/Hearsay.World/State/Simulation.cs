using Hearsay.Ecs;
using Hearsay.Session;

namespace Hearsay.World;

/// <summary>Runs ticks: the systems in their fixed order.</summary>
internal static class Simulation
{
    private static readonly SystemSchedule<WorldState> Systems =
        new(new PlayerMotion(), new PlayerVitals(), new ItemMotion(), new ItemEnd());

    /// <summary>
    /// Runs the ticks up to a time. The first time ever starts the clock. When more than
    /// <see cref="Limits.TicksPerCallMax"/> ticks are due, the earliest are skipped: nothing moves in them, but
    /// whatever ends at a tick has ended. A time before the last tick runs nothing.
    /// </summary>
    public static void RunTo(WorldState state, SessionTime time)
    {
        long target = TickTime.At(time);
        long tick = state.Tick;
        if (tick == 0 || target - tick > Limits.TicksPerCallMax)
        {
            tick = tick == 0 ? target : target - Limits.TicksPerCallMax;
            state.Tick = tick;
        }

        while (tick < target)
        {
            state.Tick = ++tick;
            Systems.Run(state);
        }
    }
}
