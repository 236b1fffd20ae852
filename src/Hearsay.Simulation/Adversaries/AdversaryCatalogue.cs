namespace Hearsay.Simulation;

/// <summary>All strategies of dishonest members by name.</summary>
public static class AdversaryCatalogue
{
    private static readonly (string Name, Func<Adversary> Create)[] All =
    [
        ("branch-half", () => new BranchAdversary("branch-half", hasOneVictim: false)),
        ("branch-one", () => new BranchAdversary("branch-one", hasOneVictim: true)),
        ("branch-each", () => new BranchEachAdversary()),
        ("branch-late", () => new HoardAdversary()),
        ("twins", () => new TwinsAdversary(faces: 3)),
        ("withhold", () => new WithholdAdversary()),
        ("silence", () => new SilenceAdversary()),
        ("lying", () => new LyingAdversary()),
        ("garbage", () => new GarbageAdversary()),
        ("replay", () => new ReplayAdversary()),
        ("flood", () => new FloodAdversary()),
        ("rush", () => new RushAdversary()),
        ("branch-all", () => new BranchAllAdversary()),
        ("namer", () => new NamerAdversary()),
        ("ladder", () => new LadderAdversary()),
        ("self-spoof", () => new SelfSpoofAdversary()),
        ("far-parents", () => new FarParentsAdversary()),
        ("resign", () => new ResignAdversary()),
        ("bad-signatures", () => new BadSignaturesAdversary()),
        ("empty-requests", () => new EmptyRequestsAdversary()),
    ];

    /// <summary>The names, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(strategy => strategy.Name)];

    /// <summary>A new adversary; the name is of <see cref="Names"/>.</summary>
    internal static Adversary Create(string name) => All.Single(strategy => strategy.Name == name).Create();
}
