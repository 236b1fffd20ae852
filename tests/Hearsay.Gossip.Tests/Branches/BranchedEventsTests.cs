using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>What is taken of members that branched: all that others need, quickly; and nothing else.</summary>
public sealed class BranchedEventsTests
{
    [Test]
    public void Receive_LongChainOfABranchedMember_EntersWithFewQuestions()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] chain = lone.DeliverBranch(length: 100);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, chain[^1].AsParent);
        lone.Deliver(2, two, names);
        ExplainingPeer peer = new(lone, 2, [1], [.. chain, two, names]);
        peer.Serve(ms: 300);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
        Assert.That(lone.Accepted, Has.Count.EqualTo(102));
        Assert.That(lone.Engine.Counters.EventsWaiting, Is.Zero);
        Assert.That(peer.Questions, Is.LessThanOrEqualTo(6), "each tells of about twice as many as the one before");
    }

    [Test]
    public void Receive_LongChainThatWaitedBeforeTheBranchShowed_Enters()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] chain = lone.Forge.Chain(lone.Forge.First(1), length: 1_500);
        lone.Deliver(1, chain[0]);
        lone.Deliver(1, chain[2..]);
        lone.Deliver(1, lone.Forge.First(1, createdAt: 78));
        Assert.That(lone.Engine.Counters.EventsWaiting, Is.Zero, "nobody's event needs them");

        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, chain[^1].AsParent);
        lone.Deliver(2, two, names);
        new ExplainingPeer(lone, 2, [1], [.. chain, two, names]).Serve(ms: 8_000);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
        Assert.That(lone.Accepted, Has.Count.EqualTo(1_502));
    }

    [Test]
    public void Receive_LongOtherBranch_EntersInFewQuestions()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] here = lone.DeliverBranch(length: 100);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent namesHere = lone.Forge.After(two, here[^1].AsParent);
        lone.Deliver(2, two, namesHere);
        new ExplainingPeer(lone, 2, [1], [.. here, two, namesHere]).Serve(ms: 300);
        ForgedEvent[] other = lone.Forge.Chain(lone.Forge.First(1, createdAt: 77), length: 100);
        ForgedEvent three = lone.Forge.First(3);
        ForgedEvent names = lone.Forge.After(three, other[^1].AsParent);
        lone.Deliver(3, three, names);
        ExplainingPeer peer = new(lone, 3, [1], [.. here, .. other, three, names]);
        peer.Serve(ms: 300);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
        Assert.That(peer.Questions, Is.LessThanOrEqualTo(6));
    }

    [Test]
    public void Receive_EventsThatNoEventIsKnownToMean_AreRefused()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] chain = lone.DeliverBranch(length: 100);
        ForgedEvent two = lone.Forge.First(2);
        lone.Deliver(2, two, lone.Forge.After(two, chain[^1].AsParent));
        lone.Run(ms: 5);
        lone.Deliver(3, chain[1..]);

        Assert.That(lone.Refused(3, RefusalReason.CreatorBranched), Is.EqualTo(99));
        Assert.That(lone.Engine.Counters.EventsWaiting, Is.EqualTo(1));
    }

    [Test]
    public void Receive_FloodOfAlternatives_IsRefusedAndTheNamedOneEnters()
    {
        LoneEngine lone = new(4);
        lone.DeliverBranch(length: 1);
        ForgedEvent wanted = lone.Forge.First(1, createdAt: 50_000);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, wanted.AsParent);
        lone.Deliver(2, two, names);
        lone.Tick();
        byte[] head = lone.SentOf(MessageKind.HashRequest).Single().Body[..HashesMessage.HeadBytes];
        lone.Deliver(2, MessageKind.Hashes, [.. head, .. names.ParentHashes]);
        lone.Tick(10);
        for (int i = 0; i < 1_000; i++)
        {
            lone.Deliver(1, lone.Forge.First(1, createdAt: 1_000 + i));
        }

        Assert.That(lone.Engine.Graph.HasBranched(new MemberIndex(1)), Is.False);
        Assert.That(lone.Refused(1, RefusalReason.CreatorBranched), Is.EqualTo(1_000), "all but the first");

        lone.Deliver(3, wanted);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
        Assert.That(lone.Engine.Graph.HasBranched(new MemberIndex(1)), Is.True);
    }

    [Test]
    public void Receive_LadderOfTwoThousandBranchesOfTwoMembers_EntersAtItsSponsorsRate()
    {
        LoneEngine lone = new(5);
        (ForgedEvent[] ladder, ForgedEvent three, ForgedEvent names) = Ladder(lone, steps: 1_000);
        lone.Deliver(3, three, names);
        ExplainingPeer peer = new(lone, 3, [1, 2], [.. ladder, three, names]);
        peer.Serve(ms: 500);
        int atOnce = Limits.SponsoredEventsBurst + Limits.SponsoredEventsPerS;
        Assert.That(lone.Engine.Counters.EventsWaiting, Is.InRange(1_000, atOnce), "at the rate of member 3");

        peer.Serve(ms: 6_000);
        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
        Assert.That(lone.Engine.Counters.EventsWaiting, Is.Zero);
        Assert.That(lone.Engine.Graph.InsertedEvents, Is.EqualTo(ladder.Length + 2 + 2));
    }

    [Test]
    public void Receive_LadderThatAnotherMembersEventNeedsAsWell_IsNotGivenUp()
    {
        LoneEngine lone = new(5);
        (ForgedEvent[] ladder, ForgedEvent three, ForgedEvent names) = Ladder(lone, steps: 20);
        ForgedEvent four = lone.Forge.First(4);
        ForgedEvent needs = lone.Forge.After(four, names.AsParent);
        lone.Deliver(3, three, names);
        lone.Deliver(4, four, needs);
        lone.Run(ms: 100_000); // nobody answers

        new ExplainingPeer(lone, 4, [1, 2], [.. ladder, three, names, four, needs]).Serve(ms: 10_000);
        Assert.That(lone.Accepted, Does.Contain(names.Bytes).And.Contain(needs.Bytes));
    }

    [Test]
    public void Receive_NobodyToldForLongWhichIsMeant_IsAskedAgainWhenAnotherMembersEventNeedsIt()
    {
        LoneEngine lone = new(5);
        ForgedEvent[] chain = lone.DeliverBranch(length: 5);
        ForgedEvent three = lone.Forge.First(3);
        ForgedEvent names = lone.Forge.After(three, chain[^1].AsParent);
        lone.Deliver(3, three, names);
        lone.Tick(1);
        byte[] head = lone.SentOf(MessageKind.HashRequest).Last().Body[..HashesMessage.HeadBytes];
        lone.Deliver(3, MessageKind.Hashes, [.. head, .. names.ParentHashes]);
        lone.Deliver(3, chain[^1]); // and not which one it follows
        lone.Run(ms: 60_000);

        ForgedEvent four = lone.Forge.First(4);
        ForgedEvent needs = lone.Forge.After(four, names.AsParent);
        lone.Deliver(4, four, needs);
        new ExplainingPeer(lone, 4, [1], [.. chain, three, names, four, needs]).Serve(ms: 5_000);
        Assert.That(lone.Accepted, Does.Contain(names.Bytes).And.Contain(needs.Bytes));
    }

    [Test]
    public void Receive_LadderBelowTheOneThatAnotherMemberNames_IsAskedOfThatMember()
    {
        LoneEngine lone = new(5);
        (ForgedEvent[] ladder, ForgedEvent three, ForgedEvent names) = Ladder(lone, steps: 500);
        ForgedEvent later = lone.Forge.After(names);
        ForgedEvent four = lone.Forge.First(4);
        ForgedEvent needs = lone.Forge.After(four, ladder[0].AsParent, later.AsParent);
        lone.Deliver(3, three, names, later); // and answers nothing
        lone.Deliver(4, four, needs);

        ExplainingPeer peer = new(lone, 4, [1, 2], [.. ladder, three, names, later, four, needs]);
        peer.Serve(ms: 1_000);
        Assert.That(lone.Accepted, Does.Contain(names.Bytes).And.Contain(later.Bytes).And.Contain(needs.Bytes));
    }

    [Test]
    public void Receive_BranchThatShowsWhereAParentIsMissing_TheParentIsAskedForByItsHash()
    {
        LoneEngine lone = new(5);
        ForgedEvent[] ones = [lone.Forge.First(1), lone.Forge.First(1, createdAt: 78)];
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent three = lone.Forge.First(3);
        ForgedEvent names = lone.Forge.After(two, ones[1].AsParent, three.AsParent);
        lone.Deliver(1, ones);
        lone.Deliver(2, two, names);
        new ExplainingPeer(lone, 2, [1], [.. ones, two, names]).Serve(ms: 200); // and has no event of member 3 yet
        lone.Deliver(3, lone.Forge.After(three), lone.Forge.After(three, ones[0].AsParent));
        Assert.That(lone.Branches, Is.EqualTo(new[] { 1, 3 }));

        new ExplainingPeer(lone, 2, [1, 3], [.. ones, two, three, names]).Serve(ms: 2_000);
        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
    }

    [Test]
    public void Receive_LadderLongerThanTheRoom_LeavesOthersTheirs()
    {
        const int Members = 5;
        GossipOptions options = new() { WaitingEventsMax = 100 };
        LoneEngine lone = new(Members, options);
        (ForgedEvent[] ladder, ForgedEvent three, ForgedEvent names) = Ladder(lone, steps: 1_200);
        lone.Deliver(3, three, names);
        ExplainingPeer peer = new(lone, 3, [1, 2], [.. ladder, three, names]);
        peer.Serve(ms: 20_000);
        Assert.That(
            lone.Engine.Counters.EventsWaiting, Is.LessThanOrEqualTo(Limits.SponsoredEventsPerMemberMax + 64));

        ForgedEvent four = lone.Forge.First(4);
        ForgedEvent[] chain = lone.Forge.Chain(four, length: 20);
        lone.Deliver(4, [.. chain.Reverse()]);
        Assert.That(lone.Accepted[^1], Is.EqualTo(chain[^1].Bytes), "another member's events have their own room");
    }

    [Test]
    public void Receive_AnotherEventInTheNamedOnesPlaceThatNeverEnters_IsSeenThrough()
    {
        LoneEngine lone = new(4);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent meant = lone.Forge.After(one);
        ForgedEvent bogus = lone.Forge.After(one, new ForgedParent(3, 500, one.Hash));
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, meant.AsParent);
        lone.Deliver(1, one, bogus);
        lone.Deliver(2, two, names);
        new ExplainingPeer(lone, 2, [], one, meant, two, names).Serve(ms: 3_000);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
    }

    [Test]
    public void Receive_AnotherEventInTheNextPlaceThatItsOwnChainIsBehind_IsSeenThrough()
    {
        LoneEngine lone = new(4);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent[] meant = lone.Forge.Chain(lone.Forge.After(one), length: 3);
        ForgedEvent bogus = lone.Forge.After(one, new ForgedParent(3, 500, one.Hash));
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, meant[^1].AsParent);
        lone.Deliver(1, one, bogus);
        lone.Deliver(1, meant[1..]); // which is thought to follow the other
        lone.Deliver(2, two, names);
        new ExplainingPeer(lone, 2, [], [one, .. meant, two, names]).Serve(ms: 5_000);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
    }

    [Test]
    public void Receive_ChainThatNobodyElseHasBelowWhatAllHave_IsSeenThrough([Values(1, 100)] int alike)
    {
        LoneEngine lone = new(5);
        ForgedEvent bogus = lone.Forge.Make(1, 0, 900, default, [new ForgedParent(3, 500, default)]);
        ForgedEvent[] alone = lone.Forge.Chain(bogus, length: 10);
        ForgedEvent[] meant = lone.Forge.Chain(lone.Forge.First(1), length: 10 + alike);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, meant[^1].AsParent);
        lone.Deliver(1, alone);
        lone.Deliver(1, meant[10..]); // which are thought to follow it
        lone.Deliver(2, two, names);
        new ExplainingPeer(lone, 2, [], [.. meant, two, names]).Serve(ms: 8_000);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
    }

    [Test]
    public void Receive_FirstEventWithAnInventedSelfParent_NeverEnters()
    {
        LoneEngine lone = new(4);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent invented = lone.Forge.Make(1, 0, 1_000, two.Hash, []);
        lone.Deliver(1, invented);
        new ExplainingPeer(lone, 1, [], invented).Serve(ms: 1_000);

        Assert.That(lone.Accepted, Is.Empty);
        Assert.That(lone.Refused(1, RefusalReason.Malformed), Is.EqualTo(1));
        Assert.That(lone.Engine.Restore(invented.Bytes, lone.Now), Is.False);
    }

    [Test]
    public void Restore_WhatWasExplained_IsReadBackWithItsParentsHashes()
    {
        LoneEngine lone = new(5);
        (ForgedEvent[] ladder, ForgedEvent three, ForgedEvent names) = Ladder(lone, steps: 30);
        lone.Deliver(3, three, names);
        new ExplainingPeer(lone, 3, [1, 2], [.. ladder, three, names]).Serve(ms: 2_000);
        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));

        LoneEngine restarted = new(5);
        foreach (byte[] record in lone.Journal)
        {
            Assert.That(restarted.Engine.Restore(record, restarted.Now), Is.True);
        }

        Assert.That(restarted.Engine.Graph.InsertedEvents, Is.EqualTo(lone.Engine.Graph.InsertedEvents));
        Assert.That(lone.Journal, Has.Count.GreaterThan(lone.Accepted.Count));
    }

    [Test]
    public void Restore_BranchesThatEnteredInAnotherOrderThanTheyCame_AreReadBack()
    {
        LoneEngine lone = new(5);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent three = lone.Forge.First(3);
        ForgedEvent four = lone.Forge.First(4);
        ForgedEvent cameFirst = lone.Forge.After(one, three.AsParent);
        ForgedEvent enteredFirst = lone.Forge.After(one);
        ForgedEvent namesTheOne = lone.Forge.After(two, cameFirst.AsParent);
        ForgedEvent namesTheOther = lone.Forge.After(four, enteredFirst.AsParent);
        lone.Deliver(1, one, lone.Forge.First(1, createdAt: 78));
        lone.Deliver(2, two, namesTheOne);
        new ExplainingPeer(lone, 2, [1], one, two, cameFirst, namesTheOne).Serve(ms: 100);
        lone.Deliver(4, four, namesTheOther);
        new ExplainingPeer(lone, 4, [1], one, four, enteredFirst, namesTheOther).Serve(ms: 100);
        lone.Deliver(3, three);
        ForgedEvent namesTheOneAgain = lone.Forge.After(namesTheOther, cameFirst.AsParent);
        lone.Deliver(4, namesTheOneAgain);
        Assert.That(lone.Accepted[^1], Is.EqualTo(namesTheOneAgain.Bytes));
        Assert.That(
            lone.Accepted.FindIndex(enteredFirst.Bytes.SequenceEqual),
            Is.InRange(0, lone.Accepted.FindIndex(cameFirst.Bytes.SequenceEqual) - 1));

        LoneEngine restarted = new(5);
        Assert.That(lone.Journal.Select(record => restarted.Engine.Restore(record, restarted.Now)), Is.All.True);
    }

    /// <summary>
    /// Branches of members 1 and 2 in turn, each a first event beside all others, each naming the one before; and an
    /// event of member 3 that names the last.
    /// </summary>
    private static (ForgedEvent[] Ladder, ForgedEvent Three, ForgedEvent Names) Ladder(LoneEngine lone, int steps)
    {
        lone.Deliver(1, lone.Forge.First(1), lone.Forge.First(1, createdAt: 2));
        lone.Deliver(2, lone.Forge.First(2), lone.Forge.First(2, createdAt: 2));
        List<ForgedEvent> ladder = [];
        for (int i = 0; i < steps; i++)
        {
            ForgedParent[] below = i == 0 ? [] : [ladder[^1].AsParent];
            ladder.Add(lone.Forge.Make(1, 0, 2_000 + i, default, below, []));
            ladder.Add(lone.Forge.Make(2, 0, 2_000 + i, default, [ladder[^1].AsParent], []));
        }

        ForgedEvent three = lone.Forge.First(3);
        return ([.. ladder], three, lone.Forge.After(three, ladder[^1].AsParent));
    }
}
