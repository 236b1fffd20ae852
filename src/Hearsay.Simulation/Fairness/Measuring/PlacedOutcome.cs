using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>The outcome of a contest, with where its two members are.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="First">Where the first one is.</param>
/// <param name="Second">Where the second one is.</param>
/// <param name="DelayMicros">The one-way delay from the first one to the second.</param>
internal readonly record struct PlacedOutcome(
    ContestOutcome Outcome, Whereabouts First, Whereabouts Second, long DelayMicros)
{
    /// <summary>A session's outcomes with their places.</summary>
    public static IEnumerable<PlacedOutcome> Of(IEnumerable<ContestOutcome> outcomes, CrowdGeography geography)
    {
        Whereabouts[] places = Whereabouts.Of(geography);
        return outcomes.Select(outcome => new PlacedOutcome(
            outcome,
            places[outcome.Contest.First.Value],
            places[outcome.Contest.Second.Value],
            geography.DelayMicros(outcome.Contest.First, outcome.Contest.Second)));
    }

    /// <summary>True for a race with this head start.</summary>
    public bool HasHeadStart(int ms) => Outcome.Contest.HeadStartMicros == ms * 1_000L;
}

/// <summary>Where a member is.</summary>
/// <param name="City">The city it lives near.</param>
/// <param name="Third">How far from the others it is among the members of its session.</param>
internal readonly record struct Whereabouts(string City, MapThird Third)
{
    /// <summary>Of all members of a map.</summary>
    public static Whereabouts[] Of(CrowdGeography geography)
    {
        int[] byDelay = [.. Enumerable.Range(0, geography.Members)
            .OrderBy(member => geography.MedianDelayMicros(new MemberIndex(member)))
            .ThenBy(member => member)];
        Whereabouts[] all = new Whereabouts[geography.Members];
        for (int rank = 0; rank < byDelay.Length; rank++)
        {
            int place = geography.PlaceOf(new MemberIndex(byDelay[rank]));
            all[byDelay[rank]] = new Whereabouts(
                CrowdGeography.Places[place].Name, (MapThird)(3 * rank / byDelay.Length));
        }

        return all;
    }
}
