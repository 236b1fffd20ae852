using System.CommandLine;
using System.Diagnostics;
using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary><c>sim</c>: sessions in virtual time under faults and adversaries.</summary>
internal static class SimVerb
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    public static Verb Create(CliOutput output)
    {
        Verb verb = new(
            "sim",
            "Runs whole sessions in virtual time, one per seed, with faults and dishonest members, "
            + "and checks every promise. Exit code 1: a promise was broken. 2: a seed came to nothing. "
            + "With more than 64 members: the crowd model, which measures finality and bandwidth of every member, with "
            + "loss, crashes and a region cut off. With --fairness: how fair the order is; example: "
            + "hearsay sim --fairness --members 10 --seeds 1..24 --svg fairness.svg",
            "hearsay sim --members 4 --seeds 1..100 --minutes 2 --faults all --adversaries 1");
        SimOptions options = new();
        options.AddTo(verb);
        FairnessOptions fairness = new(options);
        fairness.AddTo(verb);
        CrowdSimOptions crowd = new(options);
        crowd.AddTo(verb);
        verb.SetAction((parsed, stop) => Task.Run(
            () => parsed.GetValue(fairness.Fairness)
                ? FairnessRun.Run(fairness.RequestOf(parsed), output, stop)
                : parsed.GetValue(crowd.Scale) ? ScaleRun.Run(crowd.ScaleOf(parsed), output, stop)
                : crowd.CrowdOf(parsed) is { } setup
                ? CrowdSimRun.Run(setup, parsed.GetValue(options.Json), output, stop)
                : Run(parsed, options, output, stop),
            CancellationToken.None));
        return verb;
    }

    private static int Run(ParseResult parsed, SimOptions options, CliOutput output, CancellationToken stop)
    {
        if (parsed.GetValue(options.Controls) is { Length: > 0 } controls)
        {
            return RunControls(controls, output, parsed.GetValue(options.Json));
        }

        SeedRange seeds = parsed.GetValue(options.Seeds);
        SweepReport sweep = SeedSweep.Run(options.PlanOf(parsed), seeds, Progress(seeds, output), stop);
        SimReport report = SimReport.Of(sweep, seed => RepeatCommand(parsed, seed));
        if (parsed.GetValue(options.Trace) is { } folder)
        {
            SimTraces.Write(folder, sweep, output.Error);
        }

        if (parsed.GetValue(options.Json))
        {
            Json.WriteLine(output.Out, report);
        }
        else
        {
            SimTable.Write(output.Results(), report, sweep);
        }

        return report.Violations.Count > 0 ? ExitCode.CheckedAndFalse
            : report.Inconclusive > 0 || sweep.Seeds < seeds.Count ? ExitCode.CouldNotRun
            : ExitCode.Done;
    }

    private static int RunControls(string[] names, CliOutput output, bool asJson)
    {
        List<ControlResult> results = [];
        foreach (string name in names)
        {
            ControlResult result = ControlCatalogue.Try(name);
            results.Add(result);
            output.Error.WriteLine($"control {name}: {(result.IsCaught ? "caught" : "NOT CAUGHT")}, {result.Detail}");
        }

        if (asJson)
        {
            Json.WriteLine(output.Out, new { Controls = results });
        }

        return results.TrueForAll(result => result.IsCaught) ? ExitCode.Done : ExitCode.CheckedAndFalse;
    }

    private static Action<SimulationOutcome> Progress(SeedRange seeds, CliOutput output)
    {
        Stopwatch since = Stopwatch.StartNew();
        TimeSpan told = TimeSpan.Zero;
        long done = 0;
        double virtualSeconds = 0;
        int violated = 0;
        return outcome =>
        {
            done++;
            virtualSeconds += outcome.VirtualMicros / 1e6;
            violated += outcome.Violations.Count > 0 ? 1 : 0;
            if (outcome.Violations is [Violation first, ..])
            {
                output.Error.WriteLine(
                    FormattableString.Invariant($"seed {outcome.Plan.Seed} violates {first.Kind}: {first.Detail}"));
            }

            if (since.Elapsed - told >= ProgressEvery || done == seeds.Count)
            {
                told = since.Elapsed;
                output.Error.WriteLine(FormattableString.Invariant(
                    $"{done} of {seeds.Count} seeds, {violated} violated, ")
                    + FormattableString.Invariant(
                        $"{virtualSeconds / since.Elapsed.TotalSeconds:N0} virtual seconds per second"));
            }
        };
    }

    /// <summary>The same command line for one seed alone, with traces.</summary>
    private static string RepeatCommand(ParseResult parsed, ulong seed)
    {
        List<string> words = ["hearsay", "sim"];
        string[] given = [.. parsed.Tokens.Select(token => token.Value)];
        for (int i = 1; i < given.Length; i++)
        {
            bool isDropped = given[i] is "--seeds" or "--trace";
            i += isDropped ? 1 : 0;
            if (!isDropped && given[i] != "--json")
            {
                words.Add(given[i]);
            }
        }

        words.Add(FormattableString.Invariant($"--seeds {seed} --trace traces"));
        return string.Join(' ', words);
    }
}
