using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Hearsay.Cli;

/// <summary>Options that take a whole number within bounds.</summary>
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
