using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Lies about when it made its events and when it received the others': within what is valid (far in the past or the
/// future, ages of nothing or of a day), and sometimes beyond (a time not after the event before). Its peer only
/// listens and relays; its events are made by hand.
/// </summary>
internal sealed class LyingAdversary : Adversary
{
    private const long EveryMicros = 60_000;
    private const long DayMicros = 86_400_000_000;
    private const int InvalidPpm = 50_000;
    private const long LieEveryMicros = 7_000_000;

    private EventForge _forge = null!;
    private DatagramForge _datagrams = null!;
    private Lie _lie;
    private long _lastMicros;

    /// <inheritdoc/>
    public override string Name => "lying";

    /// <inheritdoc/>
    public override bool Plays => false;

    private enum Lie
    {
        LongAgo,
        FarAhead,
        OldParents,
        FreshParents,
        AnyAge,
        Frozen,
    }

    /// <inheritdoc/>
    public override void Begin()
    {
        _forge = new EventForge(Stage.Epoch.Id, Stage.Plan.Members, Member, Stage.SignerOf(Member));
        _datagrams = new DatagramForge(Stage.Epoch.Id, Member);
        Hosts[0].Peer.Gossip.CreatesEvents = false;
        Every(LieEveryMicros, () => _lie = (Lie)Dice.Below((int)Lie.Frozen + 1));
        Every(EveryMicros, Speak);
    }

    /// <inheritdoc/>
    public override void Accepted(Host host, ReadOnlySpan<byte> eventBytes) => _forge?.Note(eventBytes, host.Now);

    private void Speak()
    {
        Host host = Hosts[0];
        if (!host.IsUp || _forge.Fresh == 0)
        {
            return;
        }

        Acts++;
        long honest = host.Now.Value;
        long said = Math.Max(_lastMicros + 1, _lie switch
        {
            Lie.LongAgo => honest - DayMicros,
            Lie.FarAhead => honest + Dice.Between(0, 2_000_000),
            Lie.Frozen => 0,
            _ => honest,
        });
        if (Dice.Chance(InvalidPpm))
        {
            Tell(_forge.Aside(new Micros(Math.Max(0, _lastMicros - Dice.Below(1_000))), []));
        }

        _lastMicros = said;
        EventForge.Words words = new(new Micros(said), AgeOf, []);
        ReadOnlySpan<byte> own = _forge.Next(words, host.Now);
        host.TakeEvent(own);
        Stage.TellOwnEvent(host, own);
        Tell(own);
    }

    private long AgeOf(int creator, long honest) => _lie switch
    {
        Lie.OldParents => honest + 10_000,
        Lie.FreshParents => 0,
        Lie.AnyAge => Dice.Between(0, Gossip.Limits.AgeMax),
        _ => honest,
    };

    private void Tell(ReadOnlySpan<byte> eventBytes)
    {
        _datagrams.Start().TryAdd(MessageKind.Event, eventBytes);
        foreach (MemberIndex to in Others)
        {
            Hosts[0].SendRaw(to, _datagrams.Bytes);
        }
    }
}
