using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Keeps its own events to itself for a while, or shows them to one member only, and then goes on as usual.
/// </summary>
internal sealed class WithholdAdversary : Adversary
{
    private const long SpellEveryMicros = 5_000_000;
    private const long SpellMicrosMax = 8_000_000;

    private long _silentUntilMicros;
    private int _confidant;

    /// <inheritdoc/>
    public override string Name => "withhold";

    /// <inheritdoc/>
    public override void Begin() => Every(SpellEveryMicros, () =>
    {
        _confidant = Dice.Below(2 * Stage.Plan.Members);
        _silentUntilMicros = Stage.Agenda.NowMicros + Dice.Between(0, SpellMicrosMax);
        Acted("keeps silent");
    });

    /// <inheritdoc/>
    public override bool Sends(Host host, MemberIndex to, ReadOnlySpan<byte> datagram) =>
        Stage.Agenda.NowMicros >= _silentUntilMicros || to.Value == _confidant;
}
