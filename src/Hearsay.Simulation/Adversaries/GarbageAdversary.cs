using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>Sends noise, and datagrams of others with flipped bits or cut ends.</summary>
internal sealed class GarbageAdversary : Adversary
{
    private const long EveryMicros = 15_000;
    private const int NoisePpm = 200_000;

    private readonly Remembered _remembered = new();
    private DatagramForge _forge = null!;

    /// <inheritdoc/>
    public override string Name => "garbage";

    /// <inheritdoc/>
    public override void Begin()
    {
        _forge = new DatagramForge(Stage.Epoch.Id, Member);
        Every(EveryMicros, Spit);
    }

    /// <inheritdoc/>
    public override bool Hears(Host host, MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        _remembered.Add(datagram, Dice);
        return true;
    }

    private void Spit()
    {
        Acts++;
        DatagramForge spat = Dice.Chance(NoisePpm) || _remembered.Count == 0
            ? _forge.Noise(Dice)
            : _forge.Copy(_remembered.Any(Dice)).Damage(Dice, Dice.Below(6), Dice.Chance(300_000));
        Hosts[0].SendRaw(Dice.Pick([.. Others]), spat.Bytes);
    }
}
