using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Grows two chains in secret and releases both late, to everybody at once, when the rounds that they belong to are
/// decided or about to be.
/// </summary>
internal sealed class HoardAdversary : Adversary
{
    private const long HoardMicrosMean = 6_000_000;
    private const long TalkMicrosMean = 3_000_000;
    private const int EventsMax = 2_000;

    private readonly List<byte[]> _hoard = [];
    private bool _isHoarding;

    /// <inheritdoc/>
    public override string Name => "branch-late";

    /// <inheritdoc/>
    public override int Faces => 2;

    /// <inheritdoc/>
    public override void Begin() => Talk();

    /// <inheritdoc/>
    public override bool Sends(Host host, MemberIndex to, ReadOnlySpan<byte> datagram) => !_isHoarding;

    /// <inheritdoc/>
    public override void Made(Host host, ReadOnlySpan<byte> eventBytes)
    {
        if (_isHoarding && _hoard.Count < EventsMax)
        {
            _hoard.Add(eventBytes.ToArray());
        }
    }

    private void Talk()
    {
        _isHoarding = false;
        Stage.Agenda.After(Dice.Exponential(TalkMicrosMean), () =>
        {
            _isHoarding = true;
            Stage.Agenda.After(Dice.Exponential(HoardMicrosMean), Release);
        });
    }

    private void Release()
    {
        DatagramForge forge = new(Stage.Epoch.Id, Member);
        Acted($"releases {_hoard.Count} events");
        forge.Start();
        foreach (byte[] hoarded in _hoard)
        {
            if (!forge.TryAdd(MessageKind.Event, hoarded))
            {
                SendToAll(forge);
                forge.Start().TryAdd(MessageKind.Event, hoarded);
            }
        }

        SendToAll(forge);
        _hoard.Clear();
        Talk();
    }

    private void SendToAll(DatagramForge forge)
    {
        foreach (MemberIndex to in Others)
        {
            Hosts[0].SendRaw(to, forge.Bytes);
        }
    }
}
