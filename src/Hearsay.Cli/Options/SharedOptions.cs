using System.CommandLine;
using System.CommandLine.Parsing;
using Hearsay.Transport;

namespace Hearsay.Cli;

/// <summary>Options that several verbs have in common, made anew for each verb.</summary>
internal static class SharedOptions
{
    public static Option<bool> Json() => new("--json")
    {
        Description = "Print JSON alone on standard output, everything else on standard error.",
    };

    public static Option<int> Peers(int byDefault) =>
        RangeOption.Create("--peers", "How many complete peers run in this process.", byDefault, 1, Limits.PeersMax);

    public static Option<int> Seconds(int byDefault) =>
        RangeOption.Create("--seconds", "How long it runs.", byDefault, 1, Limits.SecondsMax);

    public static Option<int> Seed() =>
        RangeOption.Create("--seed", "What the random choices start from.", 1, 0, int.MaxValue);

    /// <summary>Null when the option is not given.</summary>
    public static Option<Impairment?> Impair() => new("--impair")
    {
        Description = "Delay, jitter and loss for every datagram, such as delay=40ms,jitter=10ms,loss=1%.",
        HelpName = "delay=…,jitter=…,loss=…",
        CustomParser = ParseImpairment,
    };

    private static Impairment? ParseImpairment(ArgumentResult result)
    {
        if (Impairment.TryParse(result.Tokens.Single().Value, out Impairment impairment, out string problem))
        {
            return impairment;
        }

        result.AddError($"--impair: {problem}");
        return null;
    }
}
