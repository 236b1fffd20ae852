using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Sends everybody events that name parents far ahead of what exists, by tens, by hundreds, and up to what may be
/// waited for: they wait, and what lies before those parents is asked for again and again.
/// </summary>
internal sealed class FarParentsAdversary : Adversary
{
    private const long BurstEveryMicros = 1_000_000;
    private const int BurstEventsMax = 170;
    private const int ParentsMax = 8;

    /// <summary>How far ahead of its honest chain its other events are: it does not branch.</summary>
    private const int OwnAhead = 1_000;

    private static readonly int[] Distances = [10, 100, 1_000, Gossip.Limits.AheadMax - OwnAhead];

    private EventForge _forge = null!;
    private FreshHeads _heads = null!;
    private DatagramForge _datagrams = null!;
    private int _nextSequence;

    /// <inheritdoc/>
    public override string Name => "far-parents";

    /// <inheritdoc/>
    public override void Begin()
    {
        _forge = new EventForge(Stage.Epoch.Id, Stage.Plan.Members, Member, Stage.SignerOf(Member));
        _heads = new FreshHeads(Stage.Epoch.Id, Stage.Plan.Members, Member);
        _datagrams = new DatagramForge(Stage.Epoch.Id, Member);
        Every(BurstEveryMicros, Burst);
    }

    /// <inheritdoc/>
    public override void Made(Host host, ReadOnlySpan<byte> eventBytes) =>
        _nextSequence = Math.Max(_nextSequence, EventHead.Read(eventBytes).Sequence + OwnAhead);

    /// <inheritdoc/>
    public override void Accepted(Host host, ReadOnlySpan<byte> eventBytes) => _heads?.Note(eventBytes, host.Now);

    private void Burst()
    {
        int events = 1 + Dice.Below(BurstEventsMax);
        _datagrams.Start();
        for (int i = 0; i < events; i++)
        {
            ReadOnlySpan<byte> far = _forge.Lost(Dice, _nextSequence++, Hosts[0].Now, FarParents());
            Acts++;
            if (!_datagrams.TryAdd(MessageKind.Event, far))
            {
                SendToAll();
                _datagrams.Start().TryAdd(MessageKind.Event, far);
            }
        }

        SendToAll();
    }

    private List<ForgedParent> FarParents()
    {
        int ahead = Dice.Pick(Distances);
        MemberIndex[] others = [.. Others];
        int count = Math.Min(ParentsMax, others.Length);
        return
        [
            .. Dice.Choose(1 + Dice.Below(count), others.Length)
                .Select(i => others[i])
                .Select(m => new ForgedParent(m.Value, _heads.LatestOf(m) + 1 + Dice.Below(ahead), default, 0)),
        ];
    }

    private void SendToAll()
    {
        foreach (MemberIndex victim in Victims)
        {
            Hosts[0].SendRaw(victim, _datagrams.Bytes);
        }
    }
}
