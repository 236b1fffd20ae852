using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>Members that branch: found, proven, and unable to divide the others.</summary>
public sealed class BranchTests
{
    [TestCase(4, 1, 0.0)]
    [TestCase(4, 1, 0.05)]
    [TestCase(7, 2, 0.0)]
    [TestCase(10, 3, 0.02)]
    public void Run_BranchingMembersHalfAndHalf_HonestOnesAgreeAndHoldTheProof(int members, int branching, double loss)
    {
        NetworkFaults faults = new() { DelayMs = 25, JitterMs = 20, Loss = loss };
        VirtualNetwork network = new(members, faults, seed: members + branching);
        int honest = members - branching;
        List<VirtualPeer> twins = [];
        for (int i = honest; i < members; i++)
        {
            twins.Add(network.AddTwin(i, side: other => other % 2 == 0));
        }

        for (int i = 0; i < 60; i++)
        {
            network.Submit(i % honest, (byte)i);
            if (i < 10)
            {
                network.Submit(honest, 100, (byte)i);
                twins[0].Engine.Submit([200, (byte)i], network.Now, out _);
            }

            network.Run(ms: 20);
        }

        network.Run(ms: 10_000 + Limits.WaitingMsMax);

        VirtualPeer first = network[0];
        foreach (VirtualPeer peer in network.Peers.Take(honest))
        {
            int common = Math.Min(peer.Order.Count, first.Order.Count);
            Assert.That(peer.Order.Take(common), Is.EqualTo(first.Order.Take(common)));
            Assert.That(peer.Actions, Is.EqualTo(first.Actions));
            Assert.That(peer.Branches.Select(branch => branch.Member.Value), Does.Contain(honest).And.Unique);
            Assert.That(peer.Engine.Counters.EventsWaiting, Is.Zero);
        }

        int[] ofHonest = [.. first.Actions.Select(action => int.Parse(action.Split(':')[0])).Where(i => i < honest)];
        Assert.That(ofHonest, Has.Length.EqualTo(60));
    }

    [Test]
    public void Run_FOfThreeFPlusOneBranch_EverythingIsOrderedSoon([Range(0, 5)] int seed, [Values(0, 1)] int cut)
    {
        const int Members = 13;
        const int Honest = 9;
        NetworkFaults faults = new() { DelayMs = 25, JitterMs = 20, Loss = 0.03 };
        VirtualNetwork network = new(Members, faults, seed);
        for (int i = Honest; i < Members; i++)
        {
            network.AddTwin(i, side: other => cut == 0 ? other % 2 == 0 : other == 0);
        }

        for (int i = 0; i < 45; i++)
        {
            network.Submit(i % Honest, (byte)i);
            network.Run(ms: 20);
        }

        network.Run(ms: 6_000);

        foreach (VirtualPeer peer in network.Peers.Take(Honest))
        {
            Assert.That(peer.Actions, Has.Count.EqualTo(45));
            Assert.That(peer.Actions, Is.EqualTo(network[0].Actions));
        }
    }

    [Test]
    public void Run_AnotherEventForEveryMember_AllAgreeAndNoneOfItsBranchesIsReceived()
    {
        const int Members = 7;
        VirtualNetwork network = new(Members, new NetworkFaults(), seed: 2);
        EventForge forge = new(network.EpochId);
        DatagramForge datagrams = new(network.EpochId, Members - 1);
        network.Stop(Members - 1);
        for (int i = 0; i < Members - 1; i++)
        {
            byte[] payload = EventForge.ActionPayload(1, [(byte)i]);
            ForgedEvent branch = forge.Make(Members - 1, 0, network.Now.Value + i, default, [], payload);
            network[i].Deliver(new MemberIndex(Members - 1), datagrams.Events(branch), network.Now);
            network.Submit(i, (byte)i);
        }

        network.Run(ms: 5_000);

        Assert.That(network[0].Engine.Graph.HasBranched(new MemberIndex(Members - 1)), Is.True);
        foreach (VirtualPeer peer in network.Peers.Take(Members - 1))
        {
            Assert.That(peer.Order, Is.EqualTo(network[0].Order));
            Assert.That(peer.Actions, Has.Count.EqualTo(Members - 1));
            Assert.That(peer.Branches, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void BranchProven_TwoEvents_AreSignedByTheMemberAndDiffer()
    {
        VirtualNetwork network = new(4, new NetworkFaults(), seed: 1);
        VirtualPeer twin = network.AddTwin(3, side: other => other == 0);
        network.Submit(3, 1);
        twin.Engine.Submit([2], network.Now, out _);
        network.Run(ms: 2_000);
        (MemberIndex member, byte[] one, byte[] other) = network[1].Branches.Single();
        ScreenedDatagram screened = new();
        DatagramScreen screen = new(
            network.EpochId, network.Roster, new MemberIndex(1), network[1].Signatures); // that has seen nothing yet
        List<(Sequence Sequence, EventHash Hash)> proof = [];
        foreach (byte[] eventBytes in new[] { one, other })
        {
            Assert.That(screen.ScreenEvent(member, eventBytes, network.Now, screened), Is.True);
            Assert.That(screened.Events[0].Layout.Creator, Is.EqualTo(member));
            proof.Add((screened.Events[0].Layout.Sequence, screened.Events[0].Hash));
        }

        Assert.That(proof[0].Sequence, Is.EqualTo(proof[1].Sequence));
        Assert.That(proof[0].Hash, Is.Not.EqualTo(proof[1].Hash));
    }

    [Test]
    public void Receive_DigestNamesTheOtherBranch_AsksTheSenderAndTakesTheRightOne()
    {
        LoneEngine lone = new(4);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent other = lone.Forge.First(1, createdAt: 77);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, other.AsParent);
        lone.Deliver(1, one);
        lone.Deliver(2, two, names);
        lone.Tick();

        SentMessage question = lone.SentOf(MessageKind.HashRequest).Single();
        Assert.That(question.To, Is.EqualTo(2));
        Assert.That(HashesMessage.ReadHead(question.Body).Hash, Is.EqualTo(names.Hash));

        byte[] head = question.Body[..HashesMessage.HeadBytes];
        lone.Deliver(2, MessageKind.Hashes, [.. head, .. BytesOf(two.Hash), .. BytesOf(other.Hash)]);
        lone.Tick(10);

        SentMessage request = lone.SentOf(MessageKind.HashRequest).Last();
        Assert.That(HashesMessage.ReadHead(request.Body).Hash, Is.EqualTo(other.Hash));
        Assert.That(HashesMessage.ReadTail(request.Body).WithEvent, Is.True);

        lone.Deliver(2, other);

        Assert.That(lone.Accepted[^1], Is.EqualTo(names.Bytes));
        Assert.That(lone.Engine.Graph.HasBranched(new MemberIndex(1)), Is.True);
        Assert.That(lone.Branches, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Receive_QuestionForALaterPartAndForWhatLiesBelow_IsAnsweredWithBoth([Range(1, 5)] int first)
    {
        LoneEngine lone = new(6);
        ForgedEvent branched = lone.Forge.First(1);
        ForgedEvent[] others = [.. Enumerable.Range(2, 4).Select(i => lone.Forge.First(i))];
        ForgedEvent names = lone.Forge.After(
            others[0], [branched.AsParent, .. others[1..].Select(other => other.AsParent)]);
        lone.Deliver(1, branched);
        lone.Deliver(2, [.. others, names]);
        lone.Deliver(1, lone.Forge.First(1, createdAt: 78));
        byte[] question = DatagramForge.QuestionBody(names, below: Limits.BelowPerQuestionMax, first: first);

        lone.Deliver(3, MessageKind.HashRequest, DatagramForge.QuestionBody(branched)); // it misses events of member 1
        lone.Tick();
        int before = lone.SentOf(MessageKind.Hashes).Count();
        lone.Deliver(3, MessageKind.HashRequest, question);
        lone.Tick();

        ForgedEvent[] parents = [others[0], branched, .. others[1..]];
        byte[] expected = [.. parents.SelectMany(one => BytesOf(one.Hash))];
        SentMessage[] answers = [.. lone.SentOf(MessageKind.Hashes).Skip(before)];
        Assert.That(answers, Has.Length.EqualTo(first <= 4 ? 2 : 0), "there are five parents");
        Assert.That(
            answers.Take(1).SelectMany(answer => HashesMessage.HashesIn(answer.Body).ToArray()),
            Is.EqualTo(first <= 4 ? expected[(first * EventHash.Bytes)..] : []));
        Assert.That(
            answers.Skip(1).Select(answer => HashesMessage.ReadHead(answer.Body).Hash),
            Is.EqualTo(first <= 4 ? [branched.Hash] : Array.Empty<EventHash>()));
    }

    [Test]
    public void Receive_QuestionForHashes_IsAnsweredInParts()
    {
        const int Members = 80;
        LoneEngine lone = new(Members);
        ForgedEvent[] heads = [.. Enumerable.Range(0, Members).Select(i => lone.Forge.First(i))];
        ForgedEvent names = lone.Forge.After(heads[1], [.. heads[2..].Select(head => head.AsParent)]);
        lone.Deliver(1, [.. heads[1..], names]);
        lone.Deliver(2, MessageKind.HashRequest, DatagramForge.QuestionBody(names));
        lone.Tick();

        SentMessage[] answers = [.. lone.SentOf(MessageKind.Hashes)];
        byte[] hashes = [.. answers.SelectMany(answer => HashesMessage.HashesIn(answer.Body).ToArray())];
        Assert.That(answers, Has.Length.EqualTo(3), "as many as it takes, at once");
        Assert.That(hashes, Is.EqualTo(heads[1..].SelectMany(head => BytesOf(head.Hash))));
    }

    [Test]
    public void Take_LargeAmbiguousEvent_IsResolvedPartByPart()
    {
        LargeEvent large = new();
        large.AnswerQuestion(large.Hashes);
        int asked = large.Questions;
        large.Lone.Tick(1);
        Assert.That(large.Questions, Is.EqualTo(asked), "the rest is right behind the first part");

        large.Lone.Run(ms: 1_000); // it got lost
        large.AnswerQuestion(large.Hashes);
        large.Lone.Deliver(1, large.Other);
        Assert.That(large.Lone.Accepted[^1], Is.EqualTo(large.Names.Bytes));
    }

    [Test]
    public void Take_WrongPartOfWhoWasNotAsked_SpoilsNothing()
    {
        LargeEvent large = new();
        byte[] wrong = new byte[HashesMessage.HashesMax * EventHash.Bytes];
        byte[] head = large.Question[..HashesMessage.HeadBytes];
        large.Lone.Deliver(5, MessageKind.Hashes, [.. head, .. wrong]);
        large.AnswerQuestion(large.Hashes);
        head[^1] = HashesMessage.HashesMax;
        large.Lone.Deliver(5, MessageKind.Hashes, [.. head, .. wrong[..(2 * EventHash.Bytes)]]);
        large.Lone.Deliver(1, MessageKind.Hashes, [.. head, .. large.Hashes[wrong.Length..]]);
        large.Lone.Deliver(1, large.Other);

        Assert.That(large.Lone.Accepted[^1], Is.EqualTo(large.Names.Bytes));
        Assert.That(large.Lone.Refused(5, RefusalReason.WrongHashes), Is.EqualTo(2));
    }

    [Test]
    public void Take_WrongPartOfWhoWasAsked_CostsAnotherQuestion()
    {
        LargeEvent large = new();
        large.AnswerQuestion(new byte[large.Hashes.Length]);
        for (int i = 0; i < 3; i++)
        {
            large.Lone.Run(ms: 2_000);
            large.AnswerQuestion(large.Hashes);
        }

        large.Lone.Deliver(1, large.Other);
        Assert.That(large.Lone.Accepted[^1], Is.EqualTo(large.Names.Bytes));
    }

    private static byte[] BytesOf(EventHash hash)
    {
        byte[] bytes = new byte[EventHash.Bytes];
        hash.Write(bytes);
        return bytes;
    }

    /// <summary>An event of sixty parents, one of them not the one in its place here; it was asked about.</summary>
    private sealed class LargeEvent
    {
        private const int Members = 60;

        public LargeEvent()
        {
            ForgedEvent[] heads = [.. Enumerable.Range(0, Members).Select(i => Lone.Forge.First(i))];
            ForgedEvent[] meant = [.. heads];
            meant[30] = Other = Lone.Forge.First(30, createdAt: 77);
            Names = Lone.Forge.After(heads[1], [.. meant[2..].Select(head => head.AsParent)]);
            Lone.Deliver(1, [.. heads[1..], Names]);
            Lone.Tick(1);
        }

        public LoneEngine Lone { get; } = new(Members);

        public ForgedEvent Other { get; }

        public ForgedEvent Names { get; }

        public byte[] Hashes => Names.ParentHashes;

        public int Questions => Lone.SentOf(MessageKind.HashRequest).Count();

        public byte[] Question => Lone.SentOf(MessageKind.HashRequest).Last().Body;

        /// <summary>Answers the last question as whom it was sent to, with one message of these hashes.</summary>
        public void AnswerQuestion(byte[] hashes)
        {
            SentMessage last = Lone.SentOf(MessageKind.HashRequest).Last();
            int from = HashesMessage.ReadHead(last.Body).First * EventHash.Bytes;
            int to = Math.Min(hashes.Length, from + (HashesMessage.HashesMax * EventHash.Bytes));
            byte[] head = last.Body[..HashesMessage.HeadBytes];
            Lone.Deliver(last.To, MessageKind.Hashes, [.. head, .. hashes[from..to]]);
        }
    }
}
