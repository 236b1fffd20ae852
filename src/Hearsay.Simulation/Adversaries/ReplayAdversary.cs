using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Sends again what it heard, old and new, as its own datagrams and under the names of others, also with the mark of
/// another epoch.
/// </summary>
internal sealed class ReplayAdversary : Adversary
{
    private const long EveryMicros = 12_000;
    private const int OtherEpochPpm = 100_000;
    private const int AsHeardPpm = 300_000;

    private readonly Remembered _remembered = new();
    private DatagramForge _forge = null!;

    /// <inheritdoc/>
    public override string Name => "replay";

    /// <inheritdoc/>
    public override void Begin()
    {
        _forge = new DatagramForge(Stage.Epoch.Id, Member);
        Every(EveryMicros, Repeat);
    }

    /// <inheritdoc/>
    public override bool Hears(Host host, MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        _remembered.Add(datagram, Dice);
        return true;
    }

    private void Repeat()
    {
        if (_remembered.Count == 0)
        {
            return;
        }

        Acts++;
        byte[] heard = _remembered.Any(Dice);
        MemberIndex to = Dice.Pick([.. Others]);
        if (Dice.Chance(AsHeardPpm))
        {
            Hosts[0].SendRaw(to, heard);
            return;
        }

        DatagramForge copy = _forge.Copy(heard);
        Hosts[0].SendRaw(to, (Dice.Chance(OtherEpochPpm) ? copy.OfEpoch(Dice.Next()) : copy).Bytes);
    }
}
