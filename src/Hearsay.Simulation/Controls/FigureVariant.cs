namespace Hearsay.Simulation;

/// <summary>
/// A variant that breaks no promise outright, but makes an attack costly: it is caught when a figure of the session
/// gets so many times as large as with the defence, under the same seed.
/// </summary>
internal abstract class FigureVariant : ControlVariant
{
    private const int Seeds = 3;

    /// <summary>What the figure is called.</summary>
    protected abstract string Figure { get; }

    /// <summary>How many times as large it must get, at least.</summary>
    protected abstract double Factor { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => [];

    /// <summary>The figure of a session.</summary>
    protected abstract double FigureOf(SimulationOutcome outcome);

    /// <inheritdoc/>
    public override ControlResult Try()
    {
        List<string> seen = [];
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            SimulationPlan plan = Plan with { Seed = seed };
            double right = FigureOf(SimulatedSession.Run(plan));
            double broken = FigureOf(SimulatedSession.Run(plan with { Control = Name }));
            seen.Add(FormattableString.Invariant($"seed {seed}, {Figure}: {broken:0.###} in place of {right:0.###}"));
            if (broken >= Factor * right)
            {
                return new ControlResult(Name, true, seen[^1]);
            }
        }

        return new ControlResult(Name, false, string.Join("; ", seen));
    }
}
