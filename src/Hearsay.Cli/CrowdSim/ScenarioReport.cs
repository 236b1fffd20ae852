using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>One scenario of <see cref="CrowdSimReport"/>.</summary>
internal sealed record ScenarioReport
{
    public required string Name { get; init; }

    public required FinalityReport FinalityMs { get; init; }

    /// <summary>The members' medians: the best member's, the middle one's, the worst's.</summary>
    public required IReadOnlyList<double> MemberMediansMs { get; init; }

    public required IReadOnlyList<PlaceReport> Places { get; init; }

    public required long Actions { get; init; }

    public required long ActionsFinal { get; init; }

    public required double EventsPerSecond { get; init; }

    public required double EventBytes { get; init; }

    public required double Parents { get; init; }

    /// <summary>Of one member, IP and UDP headers included.</summary>
    public required double BytesOutPerSecond { get; init; }

    public required double RoundsPerSecond { get; init; }

    /// <summary>Virtual seconds per second.</summary>
    public required double Speed { get; init; }

    public static ScenarioReport Of(string name, CrowdResult result, TimeSpan took) => new()
    {
        Name = name,
        FinalityMs = FinalityReport.Of([result.Finality]),
        MemberMediansMs = result.MemberMedians.Count == 0
            ? []
            : [.. new[] { 0, result.MemberMedians.Count / 2, result.MemberMedians.Count - 1 }
                .Select(i => Math.Round(result.MemberMedians[i] / 1e3, 1))],
        Places = [.. PlacesOf(result)],
        Actions = result.Actions,
        ActionsFinal = result.ActionsFinal,
        EventsPerSecond = Math.Round(result.EventsPerSecond, 1),
        EventBytes = Math.Round(result.EventBytes, 1),
        Parents = Math.Round(result.Parents, 1),
        BytesOutPerSecond = Math.Round(result.BytesOutPerSecond),
        RoundsPerSecond = Math.Round(result.RoundsPerSecond, 2),
        Speed = Math.Round(result.VirtualSeconds / took.TotalSeconds, 2),
    };

    private static IEnumerable<PlaceReport> PlacesOf(CrowdResult result)
    {
        for (int i = 0; i < result.MembersByPlace.Count; i++)
        {
            if (result.FinalityByPlace[i] is { } finality)
            {
                yield return new PlaceReport(
                    CrowdGeography.Places[i].Name, result.MembersByPlace[i], FinalityReport.Of([finality]));
            }
        }
    }
}
