using System.CommandLine;
using Spectre.Console;

namespace Hearsay.Cli;

/// <summary><c>load --players N</c>: one complete peer in a crowd of a thousand.</summary>
internal sealed class PlayersVerb
{
    private readonly CliOutput _output;

    public PlayersVerb(Verb load, CliOutput output)
    {
        _output = output;
        load.Options.Add(Players);
        load.Options.Add(Rate);
        load.Options.Add(EventsRate);
        load.Options.Add(Upload);
        load.Options.Add(Parents);
        load.Options.Add(Loss);
        load.Options.Add(Burst);
        load.Options.Add(Seed);
        load.Options.Add(Html);
    }

    private Option<int> Players { get; } = RangeOption.Create(
        "--players", "Measure one complete peer among so many players, the others played by a crowd.", 0, 2, 1 << 20);

    private Option<double> Rate { get; } = RangeOption.CreateDecimal(
        "--rate", "With --players: actions per second of each player.", 1, 0, 10_000);

    private Option<int> EventsRate { get; } = RangeOption.Create(
        "--events", "With --players: events per second of each; 0 for as many as the upload carries.", 0, 0, 200);

    private Option<int> Upload { get; } = RangeOption.Create(
        "--upload", "With --players: KiB per second that each may send.", 1_024, 16, 1 << 20);

    private Option<int> Parents { get; } = RangeOption.Create(
        "--parents", "With --players: other-parents of an event; 0 for what suits players and upload.", 0, 0, 255);

    private Option<double> Loss { get; } = RangeOption.CreateDecimal(
        "--loss", "With --players: lost datagrams, in percent.", 0, 0, 50);

    private Option<int> Burst { get; } = RangeOption.Create(
        "--burst", "With --players: actions per second of each player for 10 s, from the sixth second.", 0, 0, 10_000);

    private Option<int> Seed { get; } = SharedOptions.Seed();

    private Option<string?> Html { get; } = new("--html")
    {
        Description = "With --players: write a page with plots to this file.",
        HelpName = "FILE",
    };

    /// <summary>True when it was asked for.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(Players) > 0;

    /// <summary>Runs it.</summary>
    public async Task<int> RunAsync(ParseResult parsed, int seconds, bool asJson, CancellationToken stop)
    {
        PlayersSetup setup = new()
        {
            Players = parsed.GetValue(Players),
            Rate = parsed.GetValue(Rate),
            Seconds = seconds,
            EventsPerSecond = parsed.GetValue(EventsRate),
            UploadBytesPerS = parsed.GetValue(Upload) * 1_024L,
            Parents = parsed.GetValue(Parents),
            LossPpm = (int)(parsed.GetValue(Loss) * 10_000),
            BurstRate = parsed.GetValue(Burst),
            Seed = parsed.GetValue(Seed),
            HtmlPath = parsed.GetValue(Html),
        };
        if (PlayersFeasibility.Problem(setup) is { } problem)
        {
            await _output.Error.WriteLineAsync($"hearsay: {problem}").ConfigureAwait(false);
            return ExitCode.CouldNotRun;
        }

        PlayersLoad load = new(setup, _output);
        PlayersReport report = await load.RunAsync(stop).ConfigureAwait(false);
        if (setup.HtmlPath is { } path)
        {
            await File.WriteAllTextAsync(path, PlayersPage.Of(report, load), stop).ConfigureAwait(false);
        }

        if (asJson)
        {
            Json.WriteLine(_output.Out, report);
        }
        else
        {
            _output.Results().Write(PlayersTable.Of(report));
        }

        return report.Agreed ? ExitCode.Done : ExitCode.CheckedAndFalse;
    }
}
