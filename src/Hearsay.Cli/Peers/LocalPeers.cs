using System.Net;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;
using Hearsay.Transport;

namespace Hearsay.Cli;

/// <summary>
/// Complete peers in one process: each with its own key, UDP socket on 127.0.0.1, threads, graph and state. They share
/// nothing but the genesis.
/// </summary>
internal sealed class LocalPeers : IAsyncDisposable
{
    private readonly List<PlayerKey> _keys = [];

    private LocalPeers(IReadOnlyList<Session.Session> sessions, IEnumerable<PlayerKey> keys)
    {
        Sessions = sessions;
        _keys.AddRange(keys);
    }

    /// <summary>The peers' sessions, in roster order.</summary>
    public IReadOnlyList<Session.Session> Sessions { get; }

    /// <summary>The first peer that stopped by itself, in words; null while none did.</summary>
    public string? Failure =>
        Sessions.Select(session => session.Failure?.Message).FirstOrDefault(message => message is not null);

    /// <summary>Makes the peers, not started yet.</summary>
    /// <exception cref="LinkOpenException">A socket cannot be opened.</exception>
    public static LocalPeers Build(LocalPeersSetup setup, Func<Genesis, IStateMachine> newState)
    {
        PlayerKey[] keys = [.. Enumerable.Range(0, setup.Peers).Select(_ => PlayerKey.Create())];
        UdpLink[] links = OpenLinks(setup.Peers);
        Member[] members = [.. keys.Select((key, index) => new Member
        {
            Name = $"peer {index + 1}",
            PublicKey = key.Public,
            Address = links[index].LocalEndPoint.ToString(),
        })];
        Genesis genesis = new(setup.Game, (ulong)setup.Seed, setup.Constitution, members);
        SessionOptions options = new()
        {
            // The peers share the machine's cores.
            ReceiveWorkers = Math.Clamp(Environment.ProcessorCount / setup.Peers, 1, 4),
            Gossip = setup.Gossip,
        };
        Session.Session[] sessions = [.. keys.Select((key, index) => new SessionBuilder
        {
            Genesis = genesis,
            Key = key,
            State = newState(genesis),
            Link = Impaired(links[index], setup, index),
            Options = options,
        }.Build())];
        return new LocalPeers(sessions, keys);
    }

    public void Start()
    {
        foreach (Session.Session session in Sessions)
        {
            session.Start();
        }
    }

    /// <summary>
    /// Waits until all submitted actions are final and all peers have digests that cover them; gives up after
    /// <paramref name="most"/>, or when a peer failed.
    /// </summary>
    public async Task DrainAsync(TimeSpan most)
    {
        int last = int.MaxValue;
        await Patience.UntilAsync(() => Failure is not null || HasDrained(ref last), most).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Session.Session session in Sessions)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        foreach (PlayerKey key in _keys)
        {
            key.Dispose();
        }
    }

    private bool HasDrained(ref int last)
    {
        SessionStatistics[] figures = [.. Sessions.Select(session => session.Statistics())];
        if (figures.Any(peer => peer.OwnActionsFinal < peer.ActionsSubmitted))
        {
            return false;
        }

        last = Math.Min(last, figures.Max(peer => peer.LastRound.Number));
        return Agreement.LastComparable(Sessions) >= Math.Max(last, 1);
    }

    // All ports are bound before anybody learns one, so that none can be taken in between.
    private static UdpLink[] OpenLinks(int peers)
    {
        UdpLink[] links =
            [.. Enumerable.Range(0, peers).Select(_ => UdpLink.Open(new IPEndPoint(IPAddress.Loopback, 0)))];
        IPEndPoint[] addresses = [.. links.Select(link => link.LocalEndPoint)];
        foreach (UdpLink link in links)
        {
            link.SetPeers(addresses);
        }

        return links;
    }

    private static ILink Impaired(UdpLink link, LocalPeersSetup setup, int index) =>
        setup.Impairment is { } impairment
            ? new ImpairedLink(link, impairment, ((ulong)setup.Seed << 16) + (ulong)index)
            : link;
}
