using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Branches as widely as it can: every other member is shown a chain of its own, made by hand, so that nothing that a
/// peer would refuse to do holds it back. Each chain names what the adversary heard, and a member never hears another's
/// chain from it.
/// </summary>
internal sealed class BranchEachAdversary : Adversary
{
    private const long EveryMicros = 80_000;
    private const long PauseEveryMicros = 10_000_000;
    private const long PauseMicrosMax = 6_000_000;

    private readonly SortedDictionary<int, EventForge> _chains = [];
    private DatagramForge _datagrams = null!;
    private long _pausedUntilMicros;

    /// <inheritdoc/>
    public override string Name => "branch-each";

    /// <inheritdoc/>
    public override bool Plays => false;

    /// <inheritdoc/>
    public override void Begin()
    {
        Hosts[0].Peer.Gossip.CreatesEvents = false;
        _datagrams = new DatagramForge(Stage.Epoch.Id, Member);
        foreach (MemberIndex to in Others)
        {
            _chains[to.Value] = new EventForge(Stage.Epoch.Id, Stage.Plan.Members, Member, Stage.SignerOf(Member));
        }

        Every(EveryMicros, Speak);
        Every(PauseEveryMicros, () => _pausedUntilMicros = Stage.Agenda.NowMicros + Dice.Between(0, PauseMicrosMax));
    }

    /// <inheritdoc/>
    public override void Accepted(Host host, ReadOnlySpan<byte> eventBytes)
    {
        if (EventHead.Read(eventBytes).Creator != Member.Value)
        {
            foreach (EventForge chain in _chains.Values)
            {
                chain.Note(eventBytes, host.Now);
            }
        }
    }

    private void Speak()
    {
        if (Stage.Agenda.NowMicros < _pausedUntilMicros)
        {
            return;
        }

        int place = 0;
        foreach ((int to, EventForge chain) in _chains)
        {
            // Chains that name the same at the same time would be one chain: each has a time of its own.
            Micros createdAt = new(Hosts[0].Now.Value + place++);
            if (chain.Fresh == 0)
            {
                continue;
            }

            Acts++;
            EventForge.Words words = new(createdAt, (_, age) => age, []);
            ReadOnlySpan<byte> made = chain.Next(words, Hosts[0].Now);
            Stage.TellOwnEvent(Hosts[0], made);
            _datagrams.Start().TryAdd(MessageKind.Event, made);
            Hosts[0].SendRaw(new MemberIndex(to), _datagrams.Bytes);
        }
    }
}
