using System.CommandLine;
using System.CommandLine.Parsing;
using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>The options of <c>sim</c>, and the plan that they make.</summary>
internal sealed class SimOptions
{
    private const int MembersUsually = 4;
    private const int GlobeMembers = 16;

    private readonly Option<string> _preset = new("--preset")
    {
        Description = "globe16: sixteen members around the globe, always active, for measuring finality.",
        HelpName = "NAME",
    };

    public Option<int> Members { get; } =
        RangeOption.Create("--members", "Members of each session.", MembersUsually, 1, Simulation.Limits.MembersMax);

    public Option<SeedRange> Seeds { get; } = new("--seeds")
    {
        Description = "One session for each of these seeds.",
        HelpName = "FIRST..LAST",
        DefaultValueFactory = _ => new SeedRange(1, 100),
        CustomParser = ParseSeeds,
    };

    public Option<int> Minutes { get; } =
        RangeOption.Create("--minutes", "Virtual minutes of each session.", 5, 1, Simulation.Limits.MinutesMax);

    public Option<string[]> Faults { get; } = NamesOption(
        "--faults", "Faults, each seed a random half of them", FaultCatalogue.Names);

    public Option<int> Adversaries { get; } =
        RangeOption.Create("--adversaries", "Dishonest members.", 0, 0, Simulation.Limits.MembersMax);

    public Option<string[]> Strategies { get; } = NamesOption(
        "--strategies", "What dishonest members may do", AdversaryCatalogue.Names);

    public Option<string[]> Controls { get; } = NamesOption(
        "--controls", "Run deliberately broken variants instead; each must be caught", ControlCatalogue.Names);

    public Option<int> Loss { get; } =
        RangeOption.Create("--loss", "Percent of datagrams lost everywhere, always.", 0, 0, 90);

    public Option<int> Crashed { get; } =
        RangeOption.Create("--crashed", "Members that crash for good after a tenth of the time.", 0, 0, 300);

    public Option<bool> Twins { get; } = new("--twins")
    {
        Description = "Seeds are scenarios: one key on two peers, a partition for each round.",
    };

    public Option<bool> Voxels { get; } = new("--voxels")
    {
        Description = "Play the voxel game in place of a light registry of items.",
    };

    public Option<bool> RealSignatures { get; } = new("--real-signatures")
    {
        Description = "Sign and verify with ECDSA P-256 in place of a keyed hash.",
    };

    public Option<string> Trace { get; } = new("--trace")
    {
        Description = "Folder for what happened in sessions with a violation: text, and a picture of the graph.",
        HelpName = "DIR",
    };

    public Option<bool> Json { get; } = SharedOptions.Json();

    /// <summary>All of them, for the verb, with the checks that need more than one.</summary>
    public void AddTo(Verb verb)
    {
        _preset.AcceptOnlyFromAmong("globe16");
        foreach (Option option in (Option[])
            [
                Members, Seeds, Minutes, Faults, Adversaries, Strategies, Controls, Loss, Crashed, Twins, Voxels,
                RealSignatures, _preset, Trace, Json,
            ])
        {
            verb.Options.Add(option);
        }

        verb.Validators.Add(Check);
    }

    /// <summary>The plan of every seed.</summary>
    public SimulationPlan PlanOf(ParseResult parsed)
    {
        bool isGlobe = parsed.GetValue(_preset) is not null;
        bool playsVoxels = parsed.GetValue(Voxels);
        return new SimulationPlan
        {
            Members = MembersOf(parsed),
            Seconds = 60 * parsed.GetValue(Minutes),
            Faults = parsed.GetValue(Faults) ?? [],
            Adversaries = parsed.GetValue(Adversaries),
            Strategies = parsed.GetValue(Strategies) is { Length: > 0 } some ? some : AdversaryCatalogue.Names,
            LossPpm = 10_000 * parsed.GetValue(Loss),
            CrashedForGood = parsed.GetValue(Crashed),
            Twins = parsed.GetValue(Twins),
            PlaysVoxels = playsVoxels,
            RealSignatures = parsed.GetValue(RealSignatures),
            Geography = isGlobe ? Geography.Globe : Geography.Mixed,
            HeartbeatMs = isGlobe ? 0 : null,
            ActionEveryMs = isGlobe || playsVoxels ? 500 : new SimulationPlan().ActionEveryMs,
        };
    }

    private int MembersOf(ParseResult parsed) =>
        parsed.GetValue(_preset) is null ? parsed.GetValue(Members) : GlobeMembers;

    private void Check(CommandResult result)
    {
        if (result.Errors.Any() || result.Children.Any(child => child.Errors.Any()))
        {
            return;
        }

        // Defaults of options that are not given cannot be asked for here.
        int members = result.GetResult(_preset) is not null ? GlobeMembers
            : result.GetResult(Members) is null ? MembersUsually
            : result.GetValue(Members);
        int most = (members - 1) / 3;
        if (result.GetValue(Adversaries) > most)
        {
            result.AddError($"--adversaries: of {members} members at most {most} may be dishonest.");
        }

        if (result.GetValue(Crashed) + result.GetValue(Adversaries) > most)
        {
            result.AddError($"--crashed: of {members} members at most {most} may be dishonest or gone.");
        }
    }

    private static Option<string[]> NamesOption(string name, string description, IReadOnlyList<string> known) =>
        new(name)
        {
            Description = $"{description}: names with commas between, all or none. Known: {string.Join(", ", known)}.",
            HelpName = "NAME,…|all|none",
            DefaultValueFactory = _ => [],
            CustomParser = result => ParseNames(result, name, known),
        };

    private static string[] ParseNames(ArgumentResult result, string option, IReadOnlyList<string> known)
    {
        string[] names = result.Tokens.Single().Value.Split(',');
        if (names is ["all"] or ["none"])
        {
            return names[0] == "all" ? [.. known] : [];
        }

        foreach (string name in names.Where(name => !known.Contains(name)))
        {
            result.AddError($"{option}: there is no '{name}'. Known are: {string.Join(", ", known)}; or all, or none.");
        }

        return [.. names.Distinct()];
    }

    private static SeedRange ParseSeeds(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        if (!SeedRange.TryParse(text, out SeedRange range))
        {
            result.AddError(
                $"--seeds takes a number or FIRST..LAST, at most {Simulation.Limits.SeedsMax} of them, not '{text}'.");
        }

        return range;
    }
}
