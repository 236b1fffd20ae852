using System.Net;
using System.Net.Sockets;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Transport;

namespace Hearsay.Session.Tests;

/// <summary>Whole sessions with real keys over UDP on the loopback address.</summary>
[Category("Socket")]
[CancelAfter(120_000)]
public sealed class SessionSocketTests
{
    [TestCase(2)]
    [TestCase(4)]
    public async Task Submit_OnAllPeers_EverythingIsFinalAndAlikeEverywhere(int members, CancellationToken cancel)
    {
        const int PerMember = 25;
        using Founders founders = new(members, new Constitution { HeartbeatMs = 20, ActionsPerSecond = 1_000 });
        await using Loopback loopback = new(founders);
        List<ActionTicket> tickets = [];
        for (int i = 0; i < PerMember; i++)
        {
            tickets.AddRange(loopback.Sessions.Select(session => session.Submit([(byte)i])));
        }

        ActionResult[] results = await Task.WhenAll(tickets.Select(t => t.Final)).WaitAsync(cancel);
        Assert.That(results.Select(r => r.Verdict), Is.All.EqualTo(ActionVerdict.Applied));

        RoundDigests[] digests = await loopback.DigestsOfACommonRound(cancel);
        Assert.That(digests.Distinct().Count(), Is.EqualTo(1));
        Assert.That(digests[0].State, Is.Not.Null);
        foreach (Session session in loopback.Sessions)
        {
            SessionStatistics statistics = session.Statistics();
            Assert.That(statistics.OwnActionsFinal, Is.EqualTo(PerMember));
            Assert.That(statistics.Finality.P50Ms, Is.Positive);
            Assert.That(statistics.BytesIn, Is.Positive);
            Assert.That(statistics.BytesOut, Is.Positive);
            Assert.That(Enum.GetValues<RefusalReason>().Sum(session.RefusalsOf), Is.Zero);
            Assert.That(session.Failure, Is.Null);
        }
    }

    [Test]
    public async Task Receive_Garbage_IsCountedAndNothingElseChanges(CancellationToken cancel)
    {
        const int Datagrams = 500;
        using Founders founders = new(2, new Constitution { HeartbeatMs = 50 });

        // The second member's socket is in the hands of an attacker: the address is a member's, the content is not.
        using UdpClient attacker = new(new IPEndPoint(IPAddress.Loopback, 0));
        UdpLink link = UdpLink.Open(new IPEndPoint(IPAddress.Loopback, 0));
        link.SetPeers([link.LocalEndPoint, (IPEndPoint)attacker.Client.LocalEndPoint!]);
        await using Session session = new SessionBuilder
        {
            Genesis = founders.Genesis,
            Key = founders.Keys[0],
            State = new Notebook(),
            Link = link,
        }.Start();
        UdpReceiveResult honest = await attacker.ReceiveAsync(cancel);
        const int Seed = 11;
        TestContext.Out.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        for (int i = 0; i < Datagrams; i++)
        {
            byte[] garbage = new byte[random.Next(1, 1_200)];
            random.NextBytes(garbage);
            honest.Buffer.AsSpan(0, Math.Min(garbage.Length, random.Next(0, 40))).CopyTo(garbage);
            await attacker.SendAsync(garbage, link.LocalEndPoint, cancel);
            while (session.Statistics().DatagramsIn <= i)
            {
                cancel.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        SessionStatistics statistics = session.Statistics();
        Assert.That(statistics.DatagramsIn, Is.EqualTo(Datagrams));
        Assert.That(Enum.GetValues<RefusalReason>().Sum(session.RefusalsOf), Is.GreaterThanOrEqualTo(Datagrams));
        Assert.That(statistics.DatagramsRefused, Is.EqualTo(Datagrams));
        Assert.That(statistics.InboxNow, Is.Zero);
        Assert.That(statistics.Rounds, Is.Zero);
        Assert.That(session.Failure, Is.Null);
        Assert.That(session.Read((Notebook state) => state.Notes.Count), Is.Zero);
    }

    [TestCase(0, 1)]
    [TestCase(3, 1)]
    public async Task Submit_AMemberClaimsAnothersAddress_TheOtherIsHeardAllTheSame(
        int liar, int other, CancellationToken cancel)
    {
        using Founders founders = new(4, new Constitution { HeartbeatMs = 20 });
        await using Loopback loopback = new(founders, addresses =>
        {
            addresses[liar] = addresses[other];
            return addresses;
        });
        await loopback.Sessions[liar].DisposeAsync(); // the lie is all that it does: the other three must agree

        ActionTicket[] tickets =
            [.. loopback.Sessions.Where((_, i) => i != liar).Select(session => session.Submit([1]))];
        ActionResult[] results = await Task.WhenAll(tickets.Select(t => t.Final)).WaitAsync(cancel);

        Assert.That(results.Select(r => r.Verdict), Is.All.EqualTo(ActionVerdict.Applied));
    }

    [Test]
    public async Task Dispose_OneOfFourInFullFlight_OthersGoOn(CancellationToken cancel)
    {
        using Founders founders = new(4, new Constitution { HeartbeatMs = 20 });
        await using Loopback loopback = new(founders);
        await loopback.Sessions[3].Submit([1]).Final.WaitAsync(cancel);
        await loopback.Sessions[3].DisposeAsync();

        ActionResult result = await loopback.Sessions[0].Submit([2]).Final.WaitAsync(cancel);

        Assert.That(result.Verdict, Is.EqualTo(ActionVerdict.Applied));
    }
}
