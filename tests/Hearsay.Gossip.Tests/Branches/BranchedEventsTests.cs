using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>What is taken of members that branched: all that others need, quickly; and nothing else.</summary>
public sealed class BranchedEventsTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Receive_LongChainOfABranchedMember_EntersWithOneRequest(bool newestFirst)
    {
        LoneEngine lone = new(4);
        ForgedEvent[] chain = Branched(lone, length: 100);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, chain[^1].AsParent);
        lone.Deliver(2, two, names);
        lone.Run(ms: 5);

        SentMessage request = lone.SentOf(MessageKind.Request).Single();
        Assert.That(request.To, Is.EqualTo(2));
        Assert.That(request.Body, Is.EqualTo(DatagramForge.RequestBody((1, 1, 99))));

        lone.Deliver(2, [.. newestFirst ? chain[1..].Reverse() : chain[1..]]);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
        Assert.That(lone.Accepted, Has.Count.EqualTo(102));
        Assert.That(lone.Engine.Counters.EventsWaiting, Is.Zero);
    }

    [Test]
    public void Receive_LongChainThatWaitedBeforeTheBranchShowed_Enters()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] chain = Chain(lone, lone.Forge.First(1), length: 1_500);
        lone.Deliver(1, chain[0]);
        lone.Deliver(1, chain[2..]);
        lone.Deliver(1, lone.Forge.First(1, createdAt: 78));
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, chain[^1].AsParent);
        lone.Deliver(2, two, names);
        lone.Run(ms: 5);

        lone.Deliver(2, chain[1]);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
        Assert.That(lone.Accepted, Has.Count.EqualTo(1_502));
    }

    [Test]
    public void Receive_LongOtherBranch_EntersInFewRequests()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] here = Branched(lone, length: 100);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent namesHere = lone.Forge.After(two, here[^1].AsParent);
        lone.Deliver(2, two, namesHere);
        lone.Run(ms: 5);
        lone.Deliver(2, here[1..]);
        ForgedEvent[] other = Chain(lone, lone.Forge.First(1, createdAt: 77), length: 100);
        ForgedEvent three = lone.Forge.First(3);
        ForgedEvent names = lone.Forge.After(three, other[^1].AsParent);
        lone.Deliver(3, three, names);
        int requests = lone.SentOf(MessageKind.Request).Count();
        Serve(lone, from: 3, [.. other, .. here], [names, .. other]);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
        int asked = lone.SentOf(MessageKind.Request).Count() - requests;
        Assert.That(asked, Is.LessThanOrEqualTo((100 / Limits.AlternativesPerRangeMax) + 1));
    }

    [Test]
    public void Receive_RangeFromAPeerThatWasNotAsked_IsRefused()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] chain = Branched(lone, length: 100);
        ForgedEvent two = lone.Forge.First(2);
        lone.Deliver(2, two, lone.Forge.After(two, chain[^1].AsParent));
        lone.Run(ms: 5);
        lone.Deliver(3, chain[1..^1]);

        Assert.That(lone.Refused(3, RefusalReason.CreatorBranched), Is.EqualTo(98));
    }

    [Test]
    public void Receive_FloodOfAlternatives_OpensNoLaneAndTheNamedOneEnters()
    {
        LoneEngine lone = new(4);
        Branched(lone, length: 1);
        ForgedEvent wanted = lone.Forge.First(1, createdAt: 50_000);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, wanted.AsParent);
        lone.Deliver(2, two, names);
        lone.Tick();
        byte[] question = lone.SentOf(MessageKind.HashRequest).Single().Body;
        lone.Deliver(2, MessageKind.Hashes, [.. question, .. BytesOf(two.Hash), .. BytesOf(wanted.Hash)]);
        lone.Tick(10);
        for (int i = 0; i < 1_000; i++)
        {
            lone.Deliver(1, lone.Forge.First(1, createdAt: 1_000 + i));
        }

        Assert.That(lone.Engine.Graph.HasBranched(new MemberIndex(1)), Is.False);
        Assert.That(lone.Refused(1, RefusalReason.CreatorBranched), Is.GreaterThan(990));

        lone.Deliver(3, wanted);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
        Assert.That(lone.Engine.Graph.HasBranched(new MemberIndex(1)), Is.True);
    }

    /// <summary>Delivers member 1's chain's first event and another in its place; returns the chain.</summary>
    private static ForgedEvent[] Branched(LoneEngine lone, int length)
    {
        ForgedEvent[] chain = Chain(lone, lone.Forge.First(1), length);
        lone.Deliver(1, chain[0], lone.Forge.First(1, createdAt: 78));
        Assert.That(lone.Branches, Is.EqualTo(new[] { 1 }));
        return chain;
    }

    private static ForgedEvent[] Chain(LoneEngine lone, ForgedEvent first, int length)
    {
        List<ForgedEvent> chain = [first];
        while (chain.Count < length)
        {
            chain.Add(lone.Forge.After(chain[^1]));
        }

        return [.. chain];
    }

    /// <summary>Answers all that is asked of a peer, from these events and about the hashes of those.</summary>
    private static void Serve(LoneEngine lone, int from, ForgedEvent[] events, ForgedEvent[] explained)
    {
        int answered = lone.Sent.Count;
        for (int ms = 0; ms < 200; ms++)
        {
            lone.Tick(1);
            for (; answered < lone.Sent.Count; answered++)
            {
                Answer(lone, lone.Sent[answered], from, events, explained);
            }
        }
    }

    private static void Answer(
        LoneEngine lone, SentMessage sent, int from, ForgedEvent[] events, ForgedEvent[] explained)
    {
        if (sent.To == from && sent.Kind == MessageKind.Request)
        {
            RequestMessage request = new(sent.Body);
            while (request.TryRead(out EventRange range))
            {
                lone.Deliver(from, [.. events.Where(one => one.Sequence >= range.First.Value
                    && one.Sequence <= range.Last.Value)]);
            }
        }
        else if (sent.To == from && sent.Kind == MessageKind.HashRequest)
        {
            EventHash hash = HashesMessage.ReadHead(sent.Body).Hash;
            ForgedEvent about = explained.Single(one => one.Hash == hash);
            lone.Deliver(from, MessageKind.Hashes, [.. sent.Body, .. about.ParentHashes]);
        }
    }

    private static byte[] BytesOf(EventHash hash)
    {
        byte[] bytes = new byte[EventHash.Bytes];
        hash.Write(bytes);
        return bytes;
    }
}
