using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>
/// What one member asks for, or makes this one ask for, is its own affair: work is paid for before it is done.
/// </summary>
public sealed class FairWorkTests
{
    [Test]
    public void Receive_HundredsOfEventsThatNameOneFarAhead_AskForTheSameGapOnceAtATime()
    {
        LoneEngine lone = new(4);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent two = lone.Forge.First(2);
        lone.Deliver(1, one);
        lone.Deliver(2, two);
        FarParents(lone, two, count: 170);
        lone.Run(ms: 50);

        Assert.That(RangesAsked(lone, creator: 1), Has.Count.EqualTo(1));
        Assert.That(lone.Engine.Counters.EventsRequested, Is.EqualTo(Limits.RequestedPerRangeMax));
    }

    [Test]
    public void Receive_EventsThatNameFarAhead_DoNotDelayTheRepairOfAnothersEvents()
    {
        LoneEngine lone = new(4, new GossipOptions { UploadBytesPerS = 40_000 });
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent three = lone.Forge.First(3);
        lone.Deliver(1, one);
        lone.Deliver(2, two);
        FarParents(lone, two, count: 170);
        lone.Run(ms: 10_000);
        ForgedEvent lost = lone.Forge.After(one);
        lone.Deliver(3, three, lone.Forge.After(three, lost.AsParent));
        int asked = RangesAsked(lone, creator: 1).Count(range => range.Count == 1);
        lone.Run(ms: 50);

        Assert.That(RangesAsked(lone, creator: 1).Count(range => range.Count == 1), Is.GreaterThan(asked));
    }

    [Test]
    public void Receive_RequestsForWhatNobodyHas_ArePaidForByPlaceAndLeaveOthersTheirs()
    {
        LoneEngine lone = new(4, new GossipOptions { EventsPerCreatorPerS = 1_000_000 });
        ForgedEvent[] chain = [lone.Forge.First(1)];
        while (chain.Length < 300)
        {
            chain = [.. chain, lone.Forge.After(chain[^1])];
        }

        lone.Deliver(1, chain);
        (int, int, int)[] empty = [.. Enumerable.Range(0, 64).Select(i => (1, 100 * i, 256))];
        for (int i = 0; i < 800; i++)
        {
            lone.Deliver(2, MessageKind.Request, DatagramForge.RequestBody(empty));
        }

        Assert.That(lone.Refused(2, RefusalReason.OverRate), Is.GreaterThan(700));

        lone.Tick();
        int sent = lone.SentOf(MessageKind.Event).Count(message => message.To == 3);
        lone.Deliver(3, MessageKind.Request, DatagramForge.RequestBody((1, 0, 100)));
        lone.Tick();
        Assert.That(lone.SentOf(MessageKind.Event).Count(message => message.To == 3) - sent, Is.EqualTo(100));
    }

    [Test]
    public void Receive_QuestionsAboutHashes_ArePaidForBeforeTheyAreAnswered()
    {
        LoneEngine lone = new(4, new GossipOptions { UploadBytesPerS = 8_000, UploadBurstBytes = 8_000 });
        ForgedEvent one = lone.Forge.First(1);
        lone.Deliver(1, one);
        byte[] question = DatagramForge.QuestionBody(one, withEvent: true, below: 64);
        for (int i = 0; i < 500; i++)
        {
            lone.Deliver(2, MessageKind.HashRequest, question);
        }

        lone.Tick();
        Assert.That(lone.SentOf(MessageKind.Hashes).Count(), Is.InRange(1, 30));
        Assert.That(lone.Engine.Counters.AnswersSkipped, Is.GreaterThan(400));
    }

    [Test]
    public void Receive_QuestionsAboutHashes_CostPlacesEvenWhereThereIsUploadForAll()
    {
        const int Lots = 2_000_000_000;
        LoneEngine lone = new(4, new GossipOptions { UploadBytesPerS = Lots, UploadBurstBytes = Lots });
        ForgedEvent[] chain = lone.DeliverBranch(length: 40);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, chain[^1].AsParent);
        lone.Deliver(2, two, names);
        new ExplainingPeer(lone, 2, [1], [.. chain, two, names]).Serve(ms: 200);
        Assert.That(lone.Accepted, Does.Contain(names.Bytes));

        byte[] question = DatagramForge.QuestionBody(chain[^1], below: Limits.BelowPerQuestionMax);
        for (int i = 0; i < Limits.QueriesPerPeerPerS; i++)
        {
            lone.Deliver(3, MessageKind.HashRequest, question);
        }

        lone.Tick();
        int told = lone.SentOf(MessageKind.Hashes).Count() + lone.SentOf(MessageKind.BranchHashes).Count();
        Assert.That(told, Is.InRange(Limits.PlacesPerPeerPerS / 2, Limits.PlacesPerPeerPerS));
        Assert.That(lone.Engine.Counters.AnswersSkipped, Is.GreaterThan(0));
    }

    [Test]
    public void Receive_DatagramThatClaimsToComeFromThisMember_IsRefusedWhole()
    {
        LoneEngine lone = new(4);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent other = lone.Forge.First(1, createdAt: 5);
        lone.DeliverWhatever(0, one, other);

        Assert.That(lone.Accepted, Is.Empty);
        Assert.That(lone.Branches, Is.Empty);
        Assert.That(lone.Engine.Refusals.Of(new MemberIndex(0), RefusalReason.WrongSender)
            + lone.Screen.Refusals.Of(new MemberIndex(0), RefusalReason.WrongSender), Is.EqualTo(2));
    }

    [Test]
    public void TakeAhead_AgainAndAgain_OwesOneBurstAtMost()
    {
        TokenBucket bucket = new(perS: 100, burst: 50, new Micros(0));
        for (int i = 0; i < 1_000; i++)
        {
            bucket.TakeAhead(50, new Micros(0));
        }

        Assert.That(bucket.WhenHas(0), Is.EqualTo(new Micros(500_001)));
        Assert.That(bucket.TryTake(1, new Micros(600_000)), Is.True);
    }

    [Test]
    public void Limits_BuiltOnEachOther_HoldTogether([Values(4, 31, 64, 128, 1_000, 4_096)] int members)
    {
        int share = UndecidedShare.Of(members);
        int needed = 2 * share;
        long rowBytes = (members + 63) / 64 * 64 * 12L;
        Assert.That(needed, Is.LessThanOrEqualTo(Hashgraph.Limits.LiveEventsPerMemberMax), "what is needed fits");
        Assert.That(
            share <= 16 || needed * members * rowBytes <= Hashgraph.Limits.LiveRowBytesMax, "so do all members'");

        int ladderMs = Limits.SponsoredEventsPerMemberMax * 1_000 / Limits.SponsoredEventsPerS;
        Assert.That(ladderMs, Is.LessThan(Limits.WaitingMsMax / 4), "the longest ladder comes before it is given up");

        int answer = HashesMessage.HeadBytes + (HashesMessage.HashesMax * EventHash.Bytes);
        Assert.That(answer, Is.LessThanOrEqualTo(Limits.EventBytesMax));

        int below = Limits.BelowPerQuestionMin + (2 * 1_000);
        Assert.That(below, Is.GreaterThan(Limits.BelowPerQuestionMax), "a long ladder is fetched in the largest parts");

        int fetched = new GossipOptions().EventsPerPeerPerS;
        Assert.That(
            fetched, Is.LessThanOrEqualTo(Limits.PlacesPerPeerPerS), "what a peer may send it can be asked for");
    }

    private static void FarParents(LoneEngine lone, ForgedEvent below, int count)
    {
        ForgedEvent self = below;
        for (int i = 0; i < count; i++)
        {
            self = lone.Forge.After(self, new ForgedParent(1, 15_000 - i, below.Hash));
            lone.Deliver(2, self);
        }
    }

    private static List<EventRange> RangesAsked(LoneEngine lone, int creator)
    {
        List<EventRange> ranges = [];
        foreach (SentMessage sent in lone.SentOf(MessageKind.Request))
        {
            RequestMessage request = new(sent.Body);
            while (request.TryRead(out EventRange range))
            {
                if (range.Creator.Value == creator)
                {
                    ranges.Add(range);
                }
            }
        }

        return ranges;
    }
}
