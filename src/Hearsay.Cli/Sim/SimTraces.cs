using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>
/// Writes down what happened in sessions with a violation, and in those where a member branched after it lost its disk:
/// they are run again, as they repeat exactly.
/// </summary>
internal static class SimTraces
{
    /// <summary>Violated sessions that are written down; a defect that shows in many seeds shows in these.</summary>
    private const int SessionsMax = 5;

    /// <summary>Makes one folder per session, with <c>trace.txt</c> and <c>graph.svg</c>.</summary>
    public static void Write(string folder, SweepReport sweep, TextWriter notices)
    {
        foreach (SimulationOutcome violated in sweep.Violated.Concat(sweep.Unlearnable).Take(SessionsMax))
        {
            SimulationOutcome again = SimulatedSession.Run(violated.Plan with { Traces = true });
            string path = Path.Combine(folder, FormattableString.Invariant($"seed-{violated.Plan.Seed}"));
            Directory.CreateDirectory(path);
            File.WriteAllLines(Path.Combine(path, "trace.txt"), again.Trace!.Lines);
            File.WriteAllText(Path.Combine(path, "graph.svg"), GraphPicture.Draw(again.Trace));
            notices.WriteLine($"wrote {path}");
        }
    }
}
