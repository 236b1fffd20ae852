namespace Hearsay.Simulation;

/// <summary>All deliberately broken variants by name.</summary>
public static class ControlCatalogue
{
    private static readonly (string Name, Func<ControlVariant> Create)[] All =
    [
        ("quorum", () => new LowQuorumVariant()),
        ("blind", () => new BlindVariant()),
        ("first-branch", () => new FirstBranchVariant()),
        ("unsorted-judges", () => new UnsortedJudgesVariant()),
        ("no-coin", () => new NoCoinVariant()),
        ("creator-time", () => new CreatorTimeVariant()),
        ("unsynced-journal", () => new UnsyncedJournalVariant()),
        ("forgetful", () => new ForgetfulVariant()),
        ("own-first", () => new OwnFirstVariant()),
        ("one-queue", () => new OneQueueVariant()),
        ("free-failures", () => new FreeFailuresVariant()),
        ("checks-copies", () => new ChecksCopiesVariant()),
        ("side-by-side", UndefendedVariant.SideBySide),
        ("free-places", UndefendedVariant.FreePlaces),
        ("free-asks", UndefendedVariant.FreeAsks),
    ];

    /// <summary>The names, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(variant => variant.Name)];

    /// <summary>Runs a variant until it is caught, or for as many seeds as it may take.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static ControlResult Try(string name) => Create(name).Try();

    /// <summary>A new variant; the name is of <see cref="Names"/>.</summary>
    internal static ControlVariant Create(string name) => All.Single(variant => variant.Name == name).Create();
}
