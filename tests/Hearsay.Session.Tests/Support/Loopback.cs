using System.Net;
using Hearsay.Hashgraph;
using Hearsay.Transport;

namespace Hearsay.Session.Tests;

/// <summary>Running sessions of all founders, each with its socket on 127.0.0.1.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    /// <summary>Starts them.</summary>
    /// <param name="founders">Who takes part.</param>
    /// <param name="claim">What the members say of their addresses, from what is true. Default: just that.</param>
    public Loopback(Founders founders, Func<IPEndPoint[], IPEndPoint[]>? claim = null)
    {
        UdpLink[] links = [.. founders.Keys.Select(_ => UdpLink.Open(new IPEndPoint(IPAddress.Loopback, 0)))];
        IPEndPoint[] addresses = [.. links.Select(l => l.LocalEndPoint)];
        IPEndPoint[] claimed = claim?.Invoke(addresses) ?? addresses;
        Array.ForEach(links, link => link.SetPeers(claimed));
        Sessions = [.. founders.Keys.Select((key, i) => new SessionBuilder
        {
            Genesis = founders.Genesis,
            Key = key,
            State = new Notebook(),
            Link = links[i],
        }.Start())];
    }

    public Session[] Sessions { get; }

    /// <summary>
    /// The digests of all at a round that all have decided by now, and in which the state digest is taken.
    /// </summary>
    public async Task<RoundDigests[]> DigestsOfACommonRound(CancellationToken cancel)
    {
        Round common = new((Sessions.Max(s => s.Statistics().LastRound.Number) / 10 * 10) + 10);
        List<RoundDigests> digests = [];
        foreach (Session session in Sessions)
        {
            RoundDigests? found = await session.DigestsAsync(common);
            while (found is null)
            {
                cancel.ThrowIfCancellationRequested();
                await Task.Yield();
                found = await session.DigestsAsync(common);
            }

            digests.Add(found.Value);
        }

        return [.. digests];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Session session in Sessions)
        {
            await session.DisposeAsync();
        }
    }
}
