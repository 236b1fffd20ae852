using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>When own events are created.</summary>
public sealed class CreationTests
{
    [Test]
    public void Tick_NothingToOrder_IsSilent()
    {
        LoneEngine lone = new(4);
        lone.Run(ms: 5_000);

        Assert.That(lone.OwnEvents, Is.Empty);
    }

    [Test]
    public void Tick_AfterSubmit_CreatesAtOnceAndJournalsBeforeSending()
    {
        LoneEngine lone = new(4);

        Assert.That(lone.Engine.Submit([1], lone.Now, out long number), Is.EqualTo(SubmitOutcome.Accepted));
        Assert.That(number, Is.EqualTo(1));

        lone.Tick();

        Assert.That(lone.OwnEvents, Has.Count.EqualTo(1));
        Assert.That(lone.SentOf(MessageKind.Event).Select(message => message.To), Is.EquivalentTo(new[] { 1, 2, 3 }));
        Assert.That(lone.SentOf(MessageKind.Event).Select(message => message.Body), Is.All.EqualTo(lone.OwnEvents[0]));
    }

    [Test]
    public void Tick_SomethingToOrderAndNobodyAnswers_FallsBackOnTheClockThenSlowsDown()
    {
        LoneEngine lone = new(4);
        lone.Engine.Submit([1], lone.Now, out _);
        lone.Tick();
        lone.Run(ms: 1_000);

        Assert.That(lone.OwnEvents, Has.Count.EqualTo(51), "20 ms, no delay being measured");

        lone.Run(ms: 1_100);
        int before = lone.OwnEvents.Count;
        lone.Run(ms: 10_000);

        Assert.That(lone.OwnEvents.Count - before, Is.InRange(9, 11), "one per second while too few are heard");
    }

    [Test]
    public void Tick_NobodyHeardForLong_Pauses()
    {
        LoneEngine lone = new(4, new GossipOptions { UndecidedOwnEventsMax = 120 });
        lone.Engine.Submit([1], lone.Now, out _);
        lone.Run(ms: 60_000);

        Assert.That(lone.OwnEvents, Has.Count.EqualTo(120));

        ForgedEvent[] heads = [.. Enumerable.Range(1, 3).Select(i => lone.Forge.First(i))];
        lone.Deliver(1, heads[0]);
        lone.Deliver(2, heads[1]);
        lone.Run(ms: 2_000);

        Assert.That(lone.OwnEvents, Has.Count.GreaterThan(120), "a supermajority is heard again");
    }

    [Test]
    public void Tick_WitnessesOfASupermajority_AreToldOfAtOnceButNotBeforeTheMinimum()
    {
        LoneEngine lone = new(4);
        lone.Engine.Submit([1], lone.Now, out _);
        lone.Tick();
        lone.Deliver(1, lone.Forge.First(1));
        lone.Run(ms: 6);
        Assert.That(lone.OwnEvents, Has.Count.EqualTo(1), "self and one of four is no supermajority");

        lone.Deliver(2, lone.Forge.First(2));
        lone.Tick();
        Assert.That(lone.OwnEvents, Has.Count.EqualTo(2));

        lone.Deliver(3, lone.Forge.First(3));
        lone.Tick(4.9);
        Assert.That(lone.OwnEvents, Has.Count.EqualTo(2), "minimum interval 5 ms");

        lone.Tick(0.1);
        Assert.That(lone.OwnEvents, Has.Count.EqualTo(3), "a further witness");
        lone.Deliver(1, lone.Forge.After(lone.Forge.First(1)));
        lone.Tick(19.9);
        Assert.That(lone.OwnEvents, Has.Count.EqualTo(3), "no news of the round");
    }

    [Test]
    public void Tick_PayloadOfAnotherInTheGraph_CreatesToo()
    {
        LoneEngine lone = new(4);
        lone.Deliver(1, lone.Forge.First(1));
        lone.Run(ms: 100);
        Assert.That(lone.OwnEvents, Is.Empty);

        ForgedEvent first = lone.Forge.First(2);
        byte[] payload = EventForge.ActionPayload(1, [9]);
        lone.Deliver(2, first, lone.Forge.Make(2, 1, 5_000, first.Hash, [], payload));
        lone.Tick();

        Assert.That(lone.OwnEvents, Has.Count.EqualTo(1));
    }

    [Test]
    public void Tick_Heartbeat_CreatesWithNothingToOrder()
    {
        LoneEngine lone = new(4, new GossipOptions { HeartbeatMs = 100 });
        lone.Run(ms: 1_000);

        Assert.That(lone.OwnEvents, Has.Count.InRange(10, 11));
    }

    [Test]
    public void Tick_SmallUploadBudget_IsKept()
    {
        LoneEngine lone = new(16, new GossipOptions { UploadBytesPerS = 20_000, UploadBurstBytes = 20_000 });
        for (int ms = 0; ms < 10_000; ms += 100)
        {
            lone.Engine.Submit(new byte[100], lone.Now, out _);
            for (int i = 1; i <= 11; i++)
            {
                lone.Deliver(i, MessageKind.HashRequest, new byte[HashesMessage.QuestionBytes]);
            }

            lone.Run(ms: 100);
        }

        long onTheWire = lone.Engine.Counters.BytesSent
            + (lone.Engine.Counters.DatagramsSent * Limits.PacketOverheadBytes);
        Assert.That(onTheWire, Is.LessThan(10 * 20_000 * 1.3));
        Assert.That(lone.OwnEvents, Has.Count.GreaterThan(10));
        Assert.That(lone.Engine.Counters.PushesSkipped, Is.LessThan(lone.Engine.Counters.DatagramsSent / 4));
    }

    [Test]
    public void CreatesEvents_False_CreatesNoneAndServes()
    {
        LoneEngine lone = new(4);
        lone.Engine.CreatesEvents = false;
        lone.Engine.Submit([1], lone.Now, out _);
        ForgedEvent first = lone.Forge.First(1);
        lone.Deliver(1, first);
        lone.Deliver(2, MessageKind.Request, DatagramForge.RequestBody((1, 0, 1)));
        lone.Run(ms: 500);

        Assert.That(lone.OwnEvents, Is.Empty);
        Assert.That(lone.SentOf(MessageKind.Event).Select(message => message.Body), Is.EqualTo(new[] { first.Bytes }));
    }

    [Test]
    public void Tick_ClockGoesBack_EventsStayStrictlyLater()
    {
        LoneEngine lone = new(4, new GossipOptions { MinimumIntervalMs = 0 });
        for (int i = 0; i < 5; i++)
        {
            lone.Engine.Submit([1], new Micros(lone.Now.Value - (i * 1_000_000)), out _);
            lone.Tick(20);
        }

        long[] times = [.. lone.OwnEvents.Select(bytes => lone.LayoutOf(bytes).CreatedAt.Value)];
        Assert.That(times, Has.Length.EqualTo(5));
        Assert.That(times, Is.Ordered.And.Unique);
    }

    [Test]
    public void Submit_OutOfLimits_SaysWhy()
    {
        LoneEngine lone = new(4);

        Assert.That(lone.Engine.Submit([], lone.Now, out _), Is.EqualTo(SubmitOutcome.Empty));
        Assert.That(lone.Engine.Submit(new byte[513], lone.Now, out long number), Is.EqualTo(SubmitOutcome.TooLong));
        Assert.That(number, Is.Zero);
        Assert.That(lone.Engine.SubmitSystem(new byte[769], lone.Now), Is.EqualTo(SubmitOutcome.TooLong));
        SubmitOutcome last = SubmitOutcome.Accepted;
        for (int i = 0; i < 600; i++)
        {
            last = lone.Engine.Submit(new byte[512], lone.Now, out _);
        }

        Assert.That(last, Is.EqualTo(SubmitOutcome.QueueFull));
        Assert.That(lone.Engine.Counters.QueuedPayloadBytes, Is.LessThanOrEqualTo(Limits.QueuedPayloadBytesMax));
    }
}
