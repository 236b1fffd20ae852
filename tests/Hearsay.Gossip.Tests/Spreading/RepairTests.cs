using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>How missing events are asked for, and how requests are served.</summary>
public sealed class RepairTests
{
    [Test]
    public void Tick_MissingParents_AsksTheSenderForExactlyTheGapAfterTheReorderDelay()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] chain = ChainOf(lone, 1, 8);
        lone.Deliver(1, chain[0], chain[1], chain[6], chain[7]);
        lone.Tick(2.9);
        Assert.That(lone.Sent, Is.Empty);

        lone.Tick(0.1);

        SentMessage request = lone.Sent.Single();
        Assert.That((request.To, request.Kind), Is.EqualTo((1, MessageKind.Request)));
        Assert.That(request.Body, Is.EqualTo(DatagramForge.RequestBody((1, 2, 4))));
    }

    [Test]
    public void Tick_ParentsComeInTime_AsksNothing()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] chain = ChainOf(lone, 1, 8);
        lone.Deliver(1, [.. chain.Reverse()]);
        lone.Run(ms: 200);

        Assert.That(lone.Accepted, Is.EqualTo(chain.Select(forged => forged.Bytes)));
        Assert.That(lone.SentOf(MessageKind.Request), Is.Empty);
    }

    [Test]
    public void Tick_NoAnswer_AsksAnotherThatHasItAndLessAndLessOften()
    {
        LoneEngine lone = new(5);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent three = lone.Forge.First(3);
        ForgedEvent oneAgain = lone.Forge.After(one);
        lone.Deliver(3, one, three, lone.Forge.After(three, one.AsParent));
        lone.Deliver(2, lone.Forge.After(oneAgain));
        List<int> asked = [];
        List<int> atMs = [];
        for (int ms = 0; ms < 3_000; ms++)
        {
            lone.Tick(1);
            asked.AddRange(lone.SentOf(MessageKind.Request).Select(request => request.To));
            atMs.AddRange(lone.SentOf(MessageKind.Request).Select(_ => ms));
            lone.Sent.Clear();
        }

        Assert.That(asked[0], Is.EqualTo(2), "who named it");
        Assert.That(asked.Distinct().Count(), Is.GreaterThan(2));
        int[] waits = [.. atMs.Zip(atMs.Skip(1), (first, second) => second - first)];
        Assert.That(waits, Is.Ordered);
        Assert.That(waits, Has.Length.InRange(6, 10));
    }

    [Test]
    public void Tick_SeveralEventsNameIt_AllTheirCreatorsAreAsked()
    {
        LoneEngine lone = new(6);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent missing = lone.Forge.After(one);
        lone.Deliver(2, one);
        foreach (int namer in new[] { 3, 4, 5 })
        {
            ForgedEvent first = lone.Forge.First(namer);
            lone.Deliver(2, first, lone.Forge.After(first, missing.AsParent));
        }

        lone.Run(ms: 8_000);

        int[] asked = [.. lone.SentOf(MessageKind.Request).Select(request => request.To)];
        Assert.That(asked[0], Is.EqualTo(2));
        Assert.That(asked.Take(12), Does.Contain(3).And.Contain(4).And.Contain(5));
    }

    [TestCase(10, 25, 3)]
    [TestCase(10, 15, 2)]
    public void Tick_NeighbourMuchNearerThanTheSender_IsAskedFirst(int neighbourMs, int senderMs, int expected)
    {
        LoneEngine lone = new(4);
        lone.Measure(2, senderMs);
        lone.Measure(3, neighbourMs);
        lone.Deliver(2, lone.Forge.After(lone.Forge.First(2)));
        lone.Run(ms: 30);

        Assert.That(lone.SentOf(MessageKind.Request).First().To, Is.EqualTo(expected));

        lone.Run(ms: 100);

        Assert.That(lone.SentOf(MessageKind.Request).Select(request => request.To), Does.Contain(2));
    }

    [Test]
    public void Tick_NeighbourThatNeverAnswers_IsNotAskedFirstAnyMore()
    {
        LoneEngine lone = new(4);
        List<int> first = [];
        ForgedEvent last = lone.Forge.First(2);
        for (int i = 0; i < 20; i++)
        {
            lone.Measure(2, oneWayMs: 100);
            lone.Measure(3, oneWayMs: 10);
            ForgedEvent lost = lone.Forge.After(last);
            last = lone.Forge.After(lost);
            lone.Deliver(2, last);
            lone.Run(ms: 300);
            first.Add(lone.SentOf(MessageKind.Request).First().To);
            lone.Deliver(2, lost);
            lone.Sent.Clear();
        }

        Assert.That(first[0], Is.EqualTo(3));
        Assert.That(first[^5..], Is.All.EqualTo(2));
    }

    [Test]
    public void Tick_ThousandsAreMissing_NoMoreIsAskedForThanTheBudget()
    {
        LoneEngine lone = new(4, new GossipOptions { UploadBytesPerS = 100_000, UploadBurstBytes = 100_000 });
        for (int creator = 1; creator <= 3; creator++)
        {
            ForgedEvent[] chain = ChainOf(lone, creator, 3_000);
            lone.Deliver(creator, [.. chain.Where(one => one.Sequence % 2 == 1)]);
        }

        lone.Run(ms: 4_000);

        int smallest = lone.Forge.First(1).Bytes.Length;
        Assert.That(lone.Engine.Counters.EventsRequested, Is.InRange(1_000, 500_000 / smallest));
    }

    [Test]
    public void Receive_Request_IsServedInOrderFromTheStore()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] chain = ChainOf(lone, 1, 6);
        lone.Deliver(1, chain);
        lone.Deliver(2, MessageKind.Request, DatagramForge.RequestBody((1, 1, 3), (3, 0, 9), (1, 5, 200)));
        lone.Tick();

        Assert.That(
            lone.SentOf(MessageKind.Event).Select(message => message.Body),
            Is.EqualTo(new[] { chain[1], chain[2], chain[3], chain[5] }.Select(forged => forged.Bytes)));
        Assert.That(lone.Sent.Select(message => message.To), Is.All.EqualTo(2));
        Assert.That(lone.Datagrams, Has.Count.EqualTo(1), "packed into one datagram");
    }

    [Test]
    public void Receive_RequestFlood_AnswersStayInsideTheBudget()
    {
        GossipOptions options = new() { UploadBytesPerS = 100_000, UploadBurstBytes = 100_000 };
        LoneEngine lone = new(4, options);
        lone.Deliver(1, ChainOf(lone, 1, 300));
        for (int ms = 0; ms < 4_000; ms += 10)
        {
            for (int from = 1; from <= 3; from++)
            {
                lone.Deliver(from, MessageKind.Request, DatagramForge.RequestBody((1, 0, 256), (1, 44, 256)));
            }

            lone.Tick(10);
        }

        long onTheWire = lone.Engine.Counters.BytesSent
            + (lone.Engine.Counters.DatagramsSent * Limits.PacketOverheadBytes);
        Assert.That(onTheWire, Is.LessThan(50_000 + (4 * 50_000)).And.GreaterThan(4 * 40_000));
        long toOne = lone.Sent.Where(message => message.To == 1).Sum(message => message.Body.Length);
        Assert.That(toOne, Is.LessThan(Limits.AnswerBurstBytes + (4 * 25_000)));
        Assert.That(lone.Engine.Counters.AnswersSkipped, Is.Positive);
    }

    [Test]
    public void Receive_RequestFloodOfTwo_TheThirdIsStillAnswered()
    {
        LoneEngine lone = new(4, new GossipOptions { UploadBytesPerS = 100_000, UploadBurstBytes = 100_000 });
        lone.Deliver(1, ChainOf(lone, 1, 300));
        for (int ms = 0; ms < 4_000; ms += 10)
        {
            lone.Deliver(1, MessageKind.Request, DatagramForge.RequestBody((1, 0, 256), (1, 44, 256)));
            lone.Deliver(2, MessageKind.Request, DatagramForge.RequestBody((1, 0, 256), (1, 44, 256)));
            lone.Tick(10);
        }

        lone.Deliver(3, MessageKind.Request, DatagramForge.RequestBody((1, 7, 1)));
        lone.Tick();

        Assert.That(lone.Sent.Count(message => message is { To: 3, Kind: MessageKind.Event }), Is.EqualTo(1));
    }

    private static ForgedEvent[] ChainOf(LoneEngine lone, int creator, int count)
    {
        List<ForgedEvent> chain = [lone.Forge.First(creator)];
        while (chain.Count < count)
        {
            chain.Add(lone.Forge.After(chain[^1]));
        }

        return [.. chain];
    }
}
