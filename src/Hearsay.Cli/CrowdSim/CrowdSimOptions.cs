using System.CommandLine;
using System.CommandLine.Parsing;

namespace Hearsay.Cli;

/// <summary>The options of <c>sim</c> with more members than whole peers are simulated of, and of its curves.</summary>
internal sealed class CrowdSimOptions(SimOptions shared)
{
    private const int SecondsUsually = 20;
    private const int ScaleSecondsUsually = 8;

    public Option<bool> Scale { get; } = new("--scale")
    {
        Description = "Measure instead finality, bandwidth and cost of sessions of 4 to 1,000 members, by upload.",
    };

    public Option<string> Plot { get; } = new("--scale-svg")
    {
        Description = "File for the plots of --scale.",
        HelpName = "FILE",
    };

    public Option<int> Seconds { get; } = RangeOption.Create(
        "--seconds", "Virtual seconds that count, with more than 64 members or --scale.", SecondsUsually, 1, 600);

    public void AddTo(Verb verb)
    {
        verb.Options.Add(Scale);
        verb.Options.Add(Plot);
        verb.Options.Add(Seconds);
        verb.Validators.Add(Check);
    }

    /// <summary>The curves that are asked for.</summary>
    public ScaleSetup ScaleOf(ParseResult parsed) => new(
        ScaleRun.Sizes,
        ScaleRun.UploadsMbit,
        IsGiven(parsed.GetResult(Seconds)) ? parsed.GetValue(Seconds) : ScaleSecondsUsually,
        parsed.GetValue(Plot),
        parsed.GetValue(shared.Json));

    /// <summary>The crowd that is asked for; null when whole peers are simulated.</summary>
    public CrowdSimSetup? CrowdOf(ParseResult parsed) =>
        parsed.GetValue(shared.Members) is > CrowdSimRun.WholePeersMax and int members
            ? new CrowdSimSetup(members, parsed.GetValue(Seconds), (ulong)parsed.GetValue(shared.Seeds).First)
            : null;

    private void Check(CommandResult result)
    {
        if (result.Errors.Any() || result.Children.Any(child => child.Errors.Any()))
        {
            return;
        }

        bool isScale = IsGiven(result.GetResult(Scale));
        bool isCrowd = !isScale && IsGiven(result.GetResult(shared.Members))
            && result.GetValue(shared.Members) > CrowdSimRun.WholePeersMax;
        string what = isScale ? "--scale" : $"more than {CrowdSimRun.WholePeersMax} members (the crowd model)";
        foreach (OptionResult other in result.Children.OfType<OptionResult>().Where(option => !option.Implicit))
        {
            bool isOurs = other.Option == Seconds || other.Option == shared.Json;
            bool isAllowed = isScale ? isOurs || other.Option == Scale || other.Option == Plot
                : isCrowd ? isOurs || other.Option == shared.Members || other.Option == shared.Seeds
                : other.Option != Seconds && other.Option != Plot;
            if (!isAllowed)
            {
                result.AddError(isScale || isCrowd
                    ? $"{other.Option.Name} has no meaning with {what}."
                    : $"{other.Option.Name} has a meaning only with --scale or more than "
                        + $"{CrowdSimRun.WholePeersMax} members.");
            }
        }
    }

    private static bool IsGiven(OptionResult? option) => option is { Implicit: false };
}
