namespace Hearsay.Simulation;

/// <summary>What goes wrong in one run of a study, and what it is called.</summary>
public sealed record CrowdScenario(string Name, CrowdFaults Faults)
{
    /// <summary>Virtual seconds before anything goes wrong or counts.</summary>
    public const int WarmUpSeconds = 3;

    private const long MicrosPerS = 1_000_000;

    /// <summary>How long a region is cut off, in seconds.</summary>
    private const int CutSeconds = 5;

    private const int Percent = 10_000;

    /// <summary>
    /// Nothing wrong; a fiftieth and a tenth of the datagrams lost; a tenth and three tenths of the members gone for
    /// good; the eastern fifth of the members cut off for five seconds.
    /// </summary>
    public static IReadOnlyList<CrowdScenario> All { get; } =
    [
        new("no faults", new CrowdFaults()),
        new("2 % loss", new CrowdFaults { LossPpm = 2 * Percent }),
        new("10 % loss", new CrowdFaults { LossPpm = 10 * Percent }),
        new("10 % crashed", new CrowdFaults { CrashedPercent = 10 }),
        new("30 % crashed", new CrowdFaults { CrashedPercent = 30 }),
        new("20 % cut off for 5 s", new CrowdFaults
        {
            CutPercent = 20,
            CutFromMicros = (WarmUpSeconds + 1) * MicrosPerS,
            CutUntilMicros = (WarmUpSeconds + 1 + CutSeconds) * MicrosPerS,
        }),
    ];
}
