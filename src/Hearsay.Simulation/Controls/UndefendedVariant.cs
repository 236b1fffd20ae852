using Hearsay.Gossip;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>One of the engine's defences is off, and a figure shows what it holds back.</summary>
/// <param name="name">The variant's name.</param>
/// <param name="off">What is off.</param>
/// <param name="session">The session that is simulated, with the attack.</param>
/// <param name="figure">What the figure is called, and what it is.</param>
/// <param name="factor">How many times as large it gets, at least.</param>
internal sealed class UndefendedVariant(
    string name,
    Defences off,
    SimulationPlan session,
    (string Name, Func<SimulationOutcome, double> Of) figure,
    double factor) : FigureVariant
{
    /// <summary>
    /// What events name is asked for at once, however much, and on nobody's account: parents named far ahead make the
    /// same gaps be asked for again and again.
    /// </summary>
    public static UndefendedVariant FreeAsks() => new(
        "free-asks",
        Defences.ChargedAsks,
        new SimulationPlan { Seconds = 20, Members = 7, Adversaries = 2, Strategies = ["far-parents"] },
        ("events asked for", outcome => outcome.EventsRequested),
        factor: 2);

    /// <summary>
    /// Requests may make a peer look at as many places as they like: a flood of them for what nobody has costs its
    /// time.
    /// </summary>
    public static UndefendedVariant FreePlaces() => new(
        "free-places",
        Defences.ChargedPlaces,
        new SimulationPlan { Seconds = 10, Adversaries = 1, Strategies = ["empty-requests"] },
        ("places looked at", outcome => outcome.PlacesLookedAt),
        factor: 1.4);

    /// <summary>
    /// Whoever asks is answered side by side, with what has entered the graph: what one member alone was told of,
    /// everybody gets last.
    /// </summary>
    public static UndefendedVariant SideBySide() => new(
        "side-by-side",
        Defences.PassingOn,
        new SimulationPlan { Seconds = 30, Members = 16, Adversaries = 5, Strategies = ["ladder"] },
        ("mean finality in milliseconds", outcome => outcome.FinalityMicros.Average() / 1_000),
        factor: 2);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override SimulationPlan Plan => session;

    /// <inheritdoc/>
    protected override string Figure => figure.Name;

    /// <inheritdoc/>
    protected override double Factor => factor;

    /// <inheritdoc/>
    public override PeerSetup SetupOf(Host host, PeerSetup setup) =>
        setup with { Gossip = setup.Gossip with { Defences = Defences.All & ~off } };

    /// <inheritdoc/>
    protected override double FigureOf(SimulationOutcome outcome) => figure.Of(outcome);
}
