using System.CommandLine;
using System.CommandLine.Parsing;
using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>The options of <c>sim --fairness</c> beside those that it shares with <c>sim</c>.</summary>
internal sealed class FairnessOptions(SimOptions shared)
{
    private const int MembersMin = 3;
    private const int PpmPerPercent = 10_000;
    private static readonly int[] SizesUsually = [4, 10];

    public Option<bool> Fairness { get; } = new("--fairness")
    {
        Description = "Measure instead who gets an item that two members want, against other rules of order. "
            + "Without --members for 4 and for 10, without --seeds as many as take a minute or two; --adversaries says "
            + "how many lie, usually nearly a third.",
    };

    public Option<string> Svg { get; } = new("--svg")
    {
        Description = "File for the plot of --fairness.",
        HelpName = "FILE",
    };

    public void AddTo(Verb verb)
    {
        verb.Options.Add(Fairness);
        verb.Options.Add(Svg);
        verb.Validators.Add(Check);
    }

    /// <summary>What is asked for.</summary>
    public FairnessRequest RequestOf(ParseResult parsed) =>
        new(SizesOf(parsed), parsed.GetValue(Svg), parsed.GetValue(shared.Json));

    private IReadOnlyList<(FairnessPlan Plan, SeedRange Seeds)> SizesOf(ParseResult parsed) =>
        [.. (IsGiven(parsed.GetResult(shared.Members)) ? [parsed.GetValue(shared.Members)] : SizesUsually).Select(
            members => (
                new FairnessPlan
                {
                    Members = members,
                    Liars = IsGiven(parsed.GetResult(shared.Adversaries))
                        ? parsed.GetValue(shared.Adversaries)
                        : FairnessStudy.LiarsOf(members),
                    LossPpm = PpmPerPercent * parsed.GetValue(shared.Loss),
                },
                IsGiven(parsed.GetResult(shared.Seeds))
                    ? parsed.GetValue(shared.Seeds)
                    : FairnessStudy.SeedsOf(members)))];

    private static bool IsGiven(OptionResult? option) => option is { Implicit: false };

    private void Check(CommandResult result)
    {
        if (result.Errors.Any() || result.Children.Any(child => child.Errors.Any()))
        {
            return;
        }

        if (result.GetResult(Fairness) is not { Implicit: false })
        {
            if (IsGiven(result.GetResult(Svg)))
            {
                result.AddError("--svg: only --fairness draws a plot.");
            }

            return;
        }

        foreach (OptionResult other in result.Children.OfType<OptionResult>().Where(option => !option.Implicit))
        {
            if (!IsShared(other.Option))
            {
                result.AddError($"{other.Option.Name} has no meaning with --fairness.");
            }
        }

        if (IsGiven(result.GetResult(shared.Members)) && result.GetValue(shared.Members) is int members
            && (members < MembersMin || members > Limits.FairnessMembersMax))
        {
            result.AddError(
                $"--members: fairness is measured with {MembersMin} to {Limits.FairnessMembersMax} members, "
                + $"not {members}.");
        }
    }

    private bool IsShared(Option option) =>
        option == Fairness || option == Svg || option == shared.Members || option == shared.Seeds
        || option == shared.Adversaries || option == shared.Loss || option == shared.Json;
}
