using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Hearsay.Cli;

/// <summary>Options that take a number within bounds.</summary>
internal static class RangeOption
{
    /// <summary>An option <paramref name="name"/>; least and most are inclusive and named in the refusal.</summary>
    public static Option<int> Create(string name, string description, int byDefault, int least, int most) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result => Parse(result, name, least, most),
        };

    /// <summary>The same for a number that may have a fraction, with a point.</summary>
    public static Option<double> CreateDecimal(
        string name, string description, double byDefault, double least, double most) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result => ParseDecimal(result, name, least, most),
        };

    private static double ParseDecimal(ArgumentResult result, string name, double least, double most)
    {
        string text = result.Tokens.Single().Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value >= least
            && value <= most)
        {
            return value;
        }

        result.AddError(FormattableString.Invariant($"{name} takes a number from {least} to {most}, not '{text}'."));
        return 0;
    }

    private static int Parse(ArgumentResult result, string name, int least, int most)
    {
        string text = result.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= least
            && value <= most)
        {
            return value;
        }

        result.AddError($"{name} takes a whole number from {least} to {most}, not '{text}'.");
        return byte.MinValue;
    }
}
