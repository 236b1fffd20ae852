using System.Net;
using System.Net.Sockets;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;
using Hearsay.Transport;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// A session of four members on 127.0.0.1: three complete, honest peers, and one whose key and socket belong to the
/// attacker. Without the fourth all three are needed for every decision, so that holding back one of them holds back
/// all: the hardest case there is.
/// </summary>
internal sealed class Arena : IAsyncDisposable
{
    public const int Members = 4;
    public const int Honest = Members - 1;

    private const int MicrosPerMs = 1_000;

    private readonly PlayerKey[] _keys = [.. Enumerable.Range(0, Members).Select(_ => PlayerKey.Create())];
    private readonly UdpLink[] _links = [.. Enumerable.Range(0, Honest).Select(_ => UdpLink.Open(AnyPort))];
    private readonly P256Signer _signer;

    /// <summary>Starts it.</summary>
    /// <param name="plan">What shall happen there.</param>
    /// <param name="isAimed">False when it only seems to happen.</param>
    public Arena(AttackPlan plan, bool isAimed)
    {
        HostileSocket = Loopback.Open();
        IPEndPoint hostile = (IPEndPoint)HostileSocket.LocalEndPoint!;
        IPEndPoint[] addresses = [.. _links.Select(link => link.LocalEndPoint), hostile];
        Genesis genesis = new(
            new GameVersion("hearsay.attacks", "1"),
            worldSeed: 8,
            new Constitution { ActionsPerSecond = 10_000, ActionBurst = 10_000 },
            [.. _keys.Select((key, i) => new Member { Name = $"member {i}", PublicKey = key.Public })]);
        _signer = new P256Signer(_keys[Honest]);
        for (int i = 0; i < Honest; i++)
        {
            IPEndPoint[] book = [.. addresses];
            book[i] = plan.IsMirrored ? hostile : book[i];
            _links[i].SetPeers(book);
        }

        Players = [.. Enumerable.Range(0, Honest).Select(i => new Player(new SessionBuilder
        {
            Genesis = genesis,
            Key = _keys[i],
            State = new Scoreboard(Members),
            Link = Impaired(i, plan, isAimed),
            Options = new SessionOptions { Gossip = GossipOf(plan) },
        }.Build()))];
        Camp = new Camp(Players[0].Session.Epoch, new MemberIndex(Honest), new MemberIndex(0), _signer, HostileSocket);
        Array.ForEach(Players, player => player.Session.Start());
    }

    public Player[] Players { get; }

    /// <summary>The hostile member's socket, which the honest members know as its address.</summary>
    public Socket HostileSocket { get; }

    /// <summary>What the attacker knows and has.</summary>
    public Camp Camp { get; }

    /// <summary>The honest members' addresses.</summary>
    public IEnumerable<IPEndPoint> Addresses => _links.Select(link => link.LocalEndPoint);

    /// <summary>Why an honest peer stopped by itself; null while none did.</summary>
    public string? Failure =>
        Players.Select(player => player.Session.Failure?.Message).FirstOrDefault(message => message is not null);

    private static IPEndPoint AnyPort => new(IPAddress.Loopback, 0);

    /// <summary>What the honest peers refused and dropped so far, added up.</summary>
    public RefusalTally Refusals() => RefusalTally.Of(
        Players.Select(player => player.Session), _links.Select(link => link.Counters));

    public async ValueTask DisposeAsync()
    {
        foreach (Player player in Players)
        {
            await player.Session.DisposeAsync();
        }

        _signer.Dispose();
        HostileSocket.Dispose();
        Array.ForEach(_keys, key => key.Dispose());
    }

    private ILink Impaired(int member, AttackPlan plan, bool isAimed)
    {
        Micros heldBack = new(isAimed && member == 0 ? plan.HeldBackMs * MicrosPerMs : 0);
        Impairment impairment = new(heldBack, default, (int)(plan.Loss * Impairment.Million));
        return impairment == default
            ? _links[member]
            : new ImpairedLink(_links[member], impairment, seed: (ulong)member);
    }

    // Where datagrams get lost, it is repair that is watched: who repeats himself unasked needs none.
    private static GossipOptions GossipOf(AttackPlan plan) => plan.Loss > 0
        ? new GossipOptions { RepeatOneLoss = 1, RepeatTwoLoss = 1 }
        : new GossipOptions();
}
