using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Floods the others with signed events whose parents nobody has: near and far ahead of its own chain, so that they
/// wait, are asked for, and never complete.
/// </summary>
internal sealed class FloodAdversary : Adversary
{
    private const long BurstEveryMicros = 1_500_000;
    private const int BurstDatagrams = 40;
    private const int NearAhead = 64;
    private const int FarAheadPpm = 200_000;

    private EventForge _forge = null!;
    private DatagramForge _datagrams = null!;
    private int _lastSequence;

    /// <inheritdoc/>
    public override string Name => "flood";

    /// <inheritdoc/>
    public override void Begin()
    {
        _forge = new EventForge(Stage.Epoch.Id, Stage.Plan.Members, Member, Stage.SignerOf(Member));
        _datagrams = new DatagramForge(Stage.Epoch.Id, Member);
        Every(BurstEveryMicros, Burst);
    }

    /// <inheritdoc/>
    public override void Made(Host host, ReadOnlySpan<byte> eventBytes) =>
        _lastSequence = EventHead.Read(eventBytes).Sequence;

    private void Burst()
    {
        MemberIndex to = Dice.Pick([.. Others]);
        for (int i = 0; i < BurstDatagrams; i++)
        {
            _datagrams.Start();
            ReadOnlySpan<byte> orphan = Orphan();
            while (_datagrams.TryAdd(MessageKind.Event, orphan))
            {
                orphan = Orphan();
                Acts++;
            }

            Hosts[0].SendRaw(to, _datagrams.Bytes);
        }
    }

    private ReadOnlySpan<byte> Orphan()
    {
        int sequence = _lastSequence + 2 + Dice.Below(Dice.Chance(FarAheadPpm) ? int.MaxValue / 2 : NearAhead);
        return _forge.Orphan(Dice, sequence, Hosts[0].Now);
    }
}
