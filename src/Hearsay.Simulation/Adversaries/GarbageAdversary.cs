namespace Hearsay.Simulation;

/// <summary>Sends noise, and datagrams of others with flipped bits or cut ends.</summary>
internal sealed class GarbageAdversary : RememberingAdversary
{
    private const int NoisePpm = 200_000;

    /// <inheritdoc/>
    public override string Name => "garbage";

    /// <inheritdoc/>
    protected override long EveryMicros => 15_000;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Next() => Dice.Chance(NoisePpm)
        ? Forge.Noise(Dice).Bytes
        : Forge.Copy(Heard.Any(Dice)).Damage(Dice, Dice.Below(6), Dice.Chance(300_000)).Bytes;
}
