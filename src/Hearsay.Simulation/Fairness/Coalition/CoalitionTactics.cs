namespace Hearsay.Simulation;

/// <summary>
/// The timing of a coalition's attack. The defaults are those with which it won most often around the globe: no longer
/// or shorter hold, and no other cadence, won more.
/// </summary>
internal sealed record CoalitionTactics
{
    /// <summary>
    /// How long a liar names nothing that has the victim's grab as an ancestor, from hearing of it.
    /// </summary>
    public long HoldMicros { get; init; } = 120_000;

    /// <summary>How much longer it holds on when the rusher's grab did not reach it meanwhile.</summary>
    public long PatienceMicros { get; init; } = 250_000;

    /// <summary>Time between a liar's events.</summary>
    public long CadenceMicros { get; init; } = 20_000;

    /// <summary>
    /// How long the rusher is silent after its grab: an event that follows it would hide when the grab arrived.
    /// </summary>
    public long RusherPauseMicros { get; init; } = 40_000;

    /// <summary>How far a liar's creation times lag, so that what it receives seems to have come long ago.</summary>
    public long LagMicros { get; init; } = 400_000;

    /// <summary>How far ahead it says that it received the victim's grab.</summary>
    public long LeadMicros { get; init; } = 400_000;
}
