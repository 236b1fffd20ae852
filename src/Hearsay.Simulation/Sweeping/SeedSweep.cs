namespace Hearsay.Simulation;

/// <summary>Runs one plan under many seeds, on all cores; each session stays on one thread.</summary>
public static class SeedSweep
{
    /// <summary>Runs all seeds.</summary>
    /// <param name="plan">The plan; its own seed is not used.</param>
    /// <param name="seeds">Which seeds.</param>
    /// <param name="done">Told of each session as it ends, one at a time, in no particular order.</param>
    /// <param name="stop">Ends the sweep early; what has run by then is in the report.</param>
    public static SweepReport Run(
        SimulationPlan plan, SeedRange seeds, Action<SimulationOutcome>? done, CancellationToken stop)
    {
        SweepReport report = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(seeds.First, seeds.Last + 1, options, (seed, loop) =>
        {
            if (stop.IsCancellationRequested)
            {
                loop.Stop();
                return;
            }

            SimulationOutcome outcome = SimulatedSession.Run(plan with { Seed = (ulong)seed });
            lock (report)
            {
                report.Add(outcome);
                done?.Invoke(outcome);
            }
        });
        return report;
    }
}
