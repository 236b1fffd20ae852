namespace Hearsay.Simulation;

/// <summary>
/// Sends again what it heard, old and new, as it came and as its own datagrams. Some of it comes from a whole earlier
/// session of the same members with the same keys: as it was, and behind the header of this one.
/// </summary>
internal sealed class ReplayAdversary : RememberingAdversary
{
    private const int EarlierPpm = 250_000;
    private const int AsHeardPpm = 300_000;

    private IReadOnlyList<byte[]> _earlier = [];

    /// <inheritdoc/>
    public override string Name => "replay";

    /// <inheritdoc/>
    protected override long EveryMicros => 12_000;

    /// <inheritdoc/>
    public override void Begin()
    {
        _earlier = EarlierSession.Record(Stage.Plan, Dice);
        base.Begin();
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Next()
    {
        byte[] datagram = Dice.Chance(EarlierPpm) ? Dice.Pick(_earlier) : Heard.Any(Dice);
        return Dice.Chance(AsHeardPpm) ? datagram : Forge.Copy(datagram).Bytes;
    }
}
