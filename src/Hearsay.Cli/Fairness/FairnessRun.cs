using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary><c>sim --fairness</c>: who gets an item that two members want.</summary>
internal static class FairnessRun
{
    private const int PpmPerPercent = 10_000;

    public static int Run(FairnessRequest request, CliOutput output, CancellationToken stop)
    {
        List<FairnessFindings> found = [];
        long seeds = request.Sizes.Sum(size => size.Seeds.Count);
        foreach ((FairnessPlan plan, SeedRange range) in request.Sizes)
        {
            found.Add(FairnessStudy.Run(
                plan,
                range,
                done => output.Error.WriteLine(FormattableString.Invariant(
                    $"{plan.Members} members: {done} of {range.Count} seeds")),
                stop));
        }

        if (found.Exists(size => size.Contests == 0))
        {
            output.Error.WriteLine("hearsay: no contest was decided, so there is nothing to report.");
            return ExitCode.CouldNotRun;
        }

        FairnessPlan first = request.Sizes[0].Plan;
        FairnessReport report = new()
        {
            ClockOffsetMs = first.ClockOffsetMs,
            JitterMs = first.JitterMs,
            LossPercent = first.LossPpm / PpmPerPercent,
            Sizes = [.. found.Select(FairnessSize.Of)],
        };
        Write(request, report, output);
        return found.Sum(size => (long)size.Seeds) < seeds ? ExitCode.CouldNotRun : ExitCode.Done;
    }

    private static void Write(FairnessRequest request, FairnessReport report, CliOutput output)
    {
        if (request.AsJson)
        {
            Json.WriteLine(output.Out, report);
        }
        else
        {
            FairnessTable.Write(output.Results(), report);
        }

        if (request.SvgPath is { } path)
        {
            File.WriteAllText(path, FairnessPlot.Of(report));
            output.Error.WriteLine($"plot written to {path}");
        }
    }
}
