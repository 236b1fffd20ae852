using System.CommandLine;

namespace Hearsay.Cli;

/// <summary><c>demo</c>: complete peers in one process, bots in one world.</summary>
internal static class DemoVerb
{
    public static Verb Create(CliOutput output)
    {
        Verb verb = new(
            "demo",
            "Runs complete peers in this process, each with its own key, UDP socket, graph and world. "
            + "Bots walk, dig, build and race for the same items; at the end the peers are compared.",
            "hearsay demo --peers 4 --seconds 10 --impair delay=40ms,jitter=10ms,loss=1%");
        Option<int> peers = SharedOptions.Peers(4);
        Option<int> seconds = SharedOptions.Seconds(10);
        Option<int> seed = SharedOptions.Seed();
        Option<Transport.Impairment?> impair = SharedOptions.Impair();
        Option<bool> json = SharedOptions.Json();
        verb.Options.Add(peers);
        verb.Options.Add(seconds);
        verb.Options.Add(seed);
        verb.Options.Add(impair);
        verb.Options.Add(json);
        verb.SetLongAction(async (parsed, stop) =>
        {
            DemoSetup setup = new()
            {
                Peers = parsed.GetValue(peers),
                Seconds = parsed.GetValue(seconds),
                Seed = parsed.GetValue(seed),
                Impairment = parsed.GetValue(impair),
            };
            DemoReport report = await new DemoRun(setup, output).RunAsync(stop).ConfigureAwait(false);
            Print(report, output, parsed.GetValue(json));
            return report.Agreed && report.Contested.DoubleWins == 0 ? ExitCode.Done : ExitCode.CheckedAndFalse;
        });
        return verb;
    }

    private static void Print(DemoReport report, CliOutput output, bool asJson)
    {
        if (asJson)
        {
            Json.WriteLine(output.Out, report);
        }
        else
        {
            output.Results().Write(DemoTable.OfReport(report));
        }
    }
}
