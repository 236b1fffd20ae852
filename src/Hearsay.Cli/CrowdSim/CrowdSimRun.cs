using System.Diagnostics;
using Hearsay.Gossip;
using Hearsay.Session;
using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>
/// <c>sim</c> with more members than whole peers can be simulated of: the crowd model, once per scenario.
/// </summary>
internal static class CrowdSimRun
{
    /// <summary>With more members <c>sim</c> uses the crowd model.</summary>
    public const int WholePeersMax = 64;

    public static int Run(CrowdSimSetup setup, bool asJson, CliOutput output, CancellationToken stop)
    {
        output.Error.WriteLine(
            $"{setup.Members} members, more than {WholePeersMax}: the crowd model in place of whole peers.");
        List<ScenarioReport> scenarios = [];
        foreach (CrowdScenario scenario in CrowdScenario.All)
        {
            Stopwatch since = Stopwatch.StartNew();
            CrowdOptions options = OptionsOf(setup) with { Faults = scenario.Faults };
            if (CrowdStudy.Run(options, setup.Seconds, stop) is not { } result)
            {
                return ExitCode.CouldNotRun;
            }

            scenarios.Add(ScenarioReport.Of(scenario.Name, result, since.Elapsed));
            output.Error.WriteLine(FormattableString.Invariant(
                $"{scenario.Name}: {scenarios[^1].FinalityMs}, {scenarios[^1].Speed} virtual seconds per second"));
        }

        CrowdSimReport report = new(setup.Members, setup.Seconds, setup.Seed, scenarios);
        if (asJson)
        {
            Json.WriteLine(output.Out, report);
        }
        else
        {
            CrowdSimTable.Write(output.Results(), report);
        }

        return ExitCode.Done;
    }

    private static CrowdOptions OptionsOf(CrowdSimSetup setup) => new()
    {
        Members = setup.Members,
        Seed = setup.Seed,
        Gossip = new GossipOptions { HeartbeatMs = new Constitution().HeartbeatMs },
    };
}
