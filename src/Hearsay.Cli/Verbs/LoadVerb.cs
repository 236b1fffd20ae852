using System.CommandLine;
using Spectre.Console;

namespace Hearsay.Cli;

/// <summary><c>load --peers N</c>: throughput and finality of complete peers under full load.</summary>
internal static class LoadVerb
{
    public static Verb Create(CliOutput output)
    {
        Verb verb = new(
            "load",
            "Keeps complete peers in this process as busy as they can be and measures throughput and finality.",
            "hearsay load --peers 4 --seconds 10 --json");
        var options = new
        {
            Peers = SharedOptions.Peers(4),
            Seconds = SharedOptions.Seconds(10),
            WarmUp = RangeOption.Create("--warm-up", "Seconds before the measured ones.", 3, 0, Limits.SecondsMax),
            ActionBytes = RangeOption.Create(
                "--action-bytes", "Bytes of an action.", 16, 16, Gossip.Limits.ActionBytesMax),
            InFlight = RangeOption.Create(
                "--in-flight", "Actions of each peer on their way at once.", 272, 1, Limits.InFlightMax),
            MinimumInterval = RangeOption.Create(
                "--min-interval", "Least milliseconds between two events of a peer.", 0, 0, 1_000),
            Impair = SharedOptions.Impair(),
            Json = SharedOptions.Json(),
        };
        verb.Options.Add(options.Peers);
        verb.Options.Add(options.Seconds);
        verb.Options.Add(options.WarmUp);
        verb.Options.Add(options.ActionBytes);
        verb.Options.Add(options.InFlight);
        verb.Options.Add(options.MinimumInterval);
        verb.Options.Add(options.Impair);
        verb.Options.Add(options.Json);
        PlayersVerb players = new(verb, output);
        verb.SetLongAction(async (parsed, stop) =>
        {
            if (players.IsAsked(parsed))
            {
                (int seconds, bool asJson) = (parsed.GetValue(options.Seconds), parsed.GetValue(options.Json));
                return await players.RunAsync(parsed, seconds, asJson, stop).ConfigureAwait(false);
            }

            PeerLoadSetup setup = new()
            {
                Peers = parsed.GetValue(options.Peers),
                Seconds = parsed.GetValue(options.Seconds),
                WarmUpSeconds = parsed.GetValue(options.WarmUp),
                ActionBytes = parsed.GetValue(options.ActionBytes),
                InFlight = parsed.GetValue(options.InFlight),
                MinimumIntervalMs = parsed.GetValue(options.MinimumInterval),
                Impairment = parsed.GetValue(options.Impair),
            };
            PeerLoadReport report = await new PeerLoad(setup, output).RunAsync(stop).ConfigureAwait(false);
            Print(report, output, parsed.GetValue(options.Json));
            return report.Agreed ? ExitCode.Done : ExitCode.CheckedAndFalse;
        });
        return verb;
    }

    private static void Print(PeerLoadReport report, CliOutput output, bool asJson)
    {
        if (asJson)
        {
            Json.WriteLine(output.Out, report);
            return;
        }

        Table table = new Table().AddColumn("measured").AddColumn("value").Border(TableBorder.Rounded);
        table.AddRow("peers", Invariant($"{report.Peers}"));
        table.AddRow("final actions", Invariant($"{report.ActionsFinal:N0} in {report.Seconds} s"));
        table.AddRow("final actions per second", Invariant($"{report.ActionsPerSecond:N0}"));
        table.AddRow("finality", report.FinalityMs.ToString());
        table.AddRow("rounds", Invariant($"{report.Rounds:N0}"));
        table.AddRow("events per second", Invariant($"{report.EventsPerSecond:N0}"));
        table.AddRow("bytes sent per second", Invariant($"{report.BytesOutPerSecond:N0}"));
        table.AddRow("datagrams sent per second", Invariant($"{report.DatagramsOutPerSecond:N0}"));
        table.AddRow("processor cores used", Invariant($"{report.CpuCores}"));
        table.AddRow("allocated bytes", Invariant($"{report.AllocatedBytes:N0}"));
        table.AddRow("agreed", report.Agreed ? $"yes, after round {report.ComparedRound}" : "NO");
        output.Results().Write(table);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
