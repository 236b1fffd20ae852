using System.Globalization;
using Hearsay.Hashgraph;

namespace Hearsay.Transport;

/// <summary>What a bad network does to every datagram, independently of the others.</summary>
/// <param name="Delay">Mean time on the way, 0 to 10 s.</param>
/// <param name="Jitter">The time on the way is uniform within ± this around the mean, and never negative.</param>
/// <param name="LossPerMillion">Of a million datagrams, how many are lost; 0 to 1,000,000.</param>
public readonly record struct Impairment(Micros Delay, Micros Jitter, int LossPerMillion)
{
    /// <summary>All datagrams.</summary>
    public const int Million = 1_000_000;

    /// <summary>True when datagrams are held back at all.</summary>
    public bool HoldsBack => Delay.Value > 0 || Jitter.Value > 0;

    /// <summary>
    /// Reads <c>delay=40ms,jitter=10ms,loss=1%</c>: any of the three, in any order, each at most once. Times end in
    /// <c>us</c>, <c>ms</c> or <c>s</c>, the loss in <c>%</c>; decimals are allowed.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="impairment">What it says.</param>
    /// <param name="problem">One sentence that names the wrong part; empty on success.</param>
    public static bool TryParse(string text, out Impairment impairment, out string problem)
    {
        impairment = default;
        HashSet<string> seen = [];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] sides = part.Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length != 2)
            {
                problem = $"'{part}' is not of the form name=value, as in delay=40ms,jitter=10ms,loss=1%.";
                return false;
            }

            if (!seen.Add(sides[0]))
            {
                problem = $"'{sides[0]}' is given twice.";
                return false;
            }

            if (!TrySet(ref impairment, sides[0], sides[1], out problem))
            {
                return false;
            }
        }

        problem = "";
        return true;
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"delay={Delay.Value / 1000m}ms,jitter={Jitter.Value / 1000m}ms,loss={LossPerMillion / 10_000m}%");

    private static bool TrySet(ref Impairment impairment, string name, string value, out string problem)
    {
        switch (name)
        {
            case "delay":
                return TryMicros(name, value, out long delay, out problem)
                    && Accept(ref impairment, impairment with { Delay = new Micros(delay) });
            case "jitter":
                return TryMicros(name, value, out long jitter, out problem)
                    && Accept(ref impairment, impairment with { Jitter = new Micros(jitter) });
            case "loss":
                return TryLoss(value, out int loss, out problem)
                    && Accept(ref impairment, impairment with { LossPerMillion = loss });
            default:
                problem = $"'{name}' is not one of delay, jitter and loss.";
                return false;
        }
    }

    private static bool Accept(ref Impairment target, Impairment value)
    {
        target = value;
        return true;
    }

    private static bool TryMicros(string name, string value, out long micros, out string problem)
    {
        (string unit, long micro) = value switch
        {
            _ when value.EndsWith("us", StringComparison.Ordinal) => ("us", 1L),
            _ when value.EndsWith("ms", StringComparison.Ordinal) => ("ms", 1_000L),
            _ when value.EndsWith('s') => ("s", 1_000_000L),
            _ => ("", 0L),
        };
        micros = 0;
        problem = $"'{name}={value}' needs a time from 0 to 10 s with its unit, as in {name}=40ms.";
        if (micro == 0 || !TryNumber(value[..^unit.Length], Limits.DelayMicrosMax / micro, out decimal number))
        {
            return false;
        }

        micros = (long)(number * micro);
        problem = "";
        return true;
    }

    private static bool TryLoss(string value, out int perMillion, out string problem)
    {
        perMillion = 0;
        problem = $"'loss={value}' needs a share from 0% to 100%, as in loss=1%.";
        if (!value.EndsWith('%') || !TryNumber(value[..^1], 100, out decimal percent))
        {
            return false;
        }

        perMillion = (int)(percent * (Million / 100));
        problem = "";
        return true;
    }

    private static bool TryNumber(string text, long most, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && number >= 0
        && number <= most;
}
