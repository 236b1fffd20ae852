using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>Whole peers in one thread under virtual time.</summary>
public sealed class PeerTests
{
    private const long Second = 1_000_000;

    [TestCase(1, 0.0, 1)]
    [TestCase(2, 0.0, 1)]
    [TestCase(4, 0.0, 1)]
    [TestCase(4, 0.05, 2)]
    [TestCase(7, 0.0, 3)]
    [TestCase(7, 0.05, 4)]
    [TestCase(7, 0.20, 5)]
    public void Submit_ActionsOfAllMembers_AreAppliedOnceAndAlikeEverywhere(int members, double loss, int seed)
    {
        Genesis genesis = KnownMembers.Genesis(members);
        VirtualNetwork network = new(new(seed) { Loss = loss }, genesis);
        for (int i = 0; i < 20; i++)
        {
            foreach (VirtualPeer peer in network.Peers)
            {
                peer.Submit((byte)i, (byte)members);
            }

            network.Run(Second / 20);
        }

        network.Run(15 * Second);

        AssertAgreement(network);
        VirtualPeer first = network.Peers[0];
        Assert.That(first.Notebook.Notes, Has.Count.EqualTo(20 * members));
        Assert.That(first.Notebook.Notes.Select(n => (n.Member, n.Number)), Is.Unique);
        foreach (VirtualPeer peer in network.Peers)
        {
            Assert.That(peer.Final.Select(f => f.Number), Is.EqualTo(Enumerable.Range(1, 20)));
            Assert.That(peer.Final.Select(f => f.Verdict), Is.All.EqualTo(ActionVerdict.Applied));
            long least = members > 1 ? 20_000 : 0; // two of the shortest delays
            Assert.That(peer.Final.Select(f => f.Finality.Value), Is.All.InRange(least, 10 * Second));
            Assert.That(peer.Peer.PendingActions, Is.Zero);
        }
    }

    [Test]
    public void Submit_ActionThatTheRulesReject_IsFinalWithTheirReason()
    {
        Genesis genesis = KnownMembers.Genesis(4);
        VirtualNetwork network = new(new(1), genesis);
        long good = network.Peers[2].Submit(1);
        long bad = network.Peers[2].Submit(Notebook.RejectedMark);
        network.Run(5 * Second);

        AssertAgreement(network);
        FinalAction[] final = [.. network.Peers[2].Final];
        Assert.That(final.Select(f => (f.Number, f.Verdict, f.Reason)), Is.EqualTo(new[]
        {
            (good, ActionVerdict.Applied, (ushort)0),
            (bad, ActionVerdict.Rejected, Notebook.RejectedReason),
        }));
        Assert.That(final[0].SubmittedAt, Is.EqualTo(VirtualNetwork.Start));
        Assert.That(network.Peers[0].Peer.Actions, Is.EqualTo(new ActionTally(1, 1, 0, 0)));
    }

    [Test]
    public void Submit_MoreThanTheConstitutionsRate_IsRejectedAlikeEverywhere()
    {
        Constitution slow = new() { HeartbeatMs = 0, ActionsPerSecond = 1, ActionBurst = 5 };
        Genesis genesis = KnownMembers.Genesis(4, slow);
        VirtualNetwork network = new(new(1), genesis);
        for (int i = 0; i < 20; i++)
        {
            network.Peers[1].Submit((byte)i);
        }

        network.Peers[3].Submit(77);
        network.Run(10 * Second);

        AssertAgreement(network);
        Assert.That(network.Peers[1].Final.Count(f => f.Verdict == ActionVerdict.Applied), Is.EqualTo(5));
        Assert.That(network.Peers[1].Final.Count(f => f.Verdict == ActionVerdict.OverRate), Is.EqualTo(15));
        Assert.That(network.Peers[3].Final.Single().Verdict, Is.EqualTo(ActionVerdict.Applied));
        Assert.That(network.Peers[0].Notebook.Notes, Has.Count.EqualTo(6), "what is over the rate is not shown");
    }

    [Test]
    public void Submit_IllegalActions_ChangesNothing()
    {
        Genesis genesis = KnownMembers.Genesis(4);
        Peer peer = new VirtualNetwork(new(1), genesis).Peers[0].Peer;

        Assert.That(peer.Submit([], VirtualNetwork.Start, out _), Is.EqualTo(SubmitOutcome.Empty));
        Assert.That(peer.Submit(new byte[513], VirtualNetwork.Start, out _), Is.EqualTo(SubmitOutcome.TooLong));
        Assert.That(peer.PendingActions, Is.Zero);
        SubmitOutcome longest = peer.Submit(new byte[512], VirtualNetwork.Start, out long number);
        Assert.That(longest, Is.EqualTo(SubmitOutcome.Accepted));
        Assert.That(number, Is.EqualTo(1));
    }

    [Test]
    public void Submit_WithoutEnd_IsRefusedAtABound()
    {
        Genesis genesis = KnownMembers.Genesis(4);
        VirtualNetwork network = new(new(1) { Loss = 1 }, genesis);
        int accepted = 0;
        SubmitOutcome outcome = SubmitOutcome.Accepted;
        while (outcome == SubmitOutcome.Accepted && accepted <= Limits.PendingActionsMax)
        {
            outcome = network.Peers[0].Peer.Submit([1, 2, 3], network.Now, out _);
            accepted += outcome == SubmitOutcome.Accepted ? 1 : 0;
            network.Run(1_000);
        }

        Assert.That(outcome, Is.EqualTo(SubmitOutcome.QueueFull));
        Assert.That(network.Peers[0].Peer.PendingActions, Is.EqualTo(accepted));
    }

    [Test]
    public void Run_LessThanASupermajority_DecidesNothingAndHealsLater()
    {
        Genesis genesis = KnownMembers.Genesis(3);
        VirtualNetwork network = new(new(1), genesis) { CutOff = 2 };
        network.Peers[0].Submit(1);
        network.Peers[2].Submit(2);
        network.Run(10 * Second);
        Assert.That(network.Peers.Select(p => p.Peer.LastRound.Number), Is.All.Zero);

        network.CutOff = null;
        network.Run(30 * Second);

        AssertAgreement(network);
        Assert.That(network.Peers[1].Notebook.Notes, Has.Count.EqualTo(2));
    }

    [Test]
    public void Run_OneOfFourCutOff_OthersGoOnAndItCatchesUp()
    {
        Genesis genesis = KnownMembers.Genesis(4);
        VirtualNetwork network = new(new(1), genesis) { CutOff = 3 };
        network.Peers[0].Submit(1);
        network.Run(10 * Second);
        Assert.That(network.Peers[0].Final, Has.Count.EqualTo(1));
        Assert.That(network.Peers[3].Peer.LastRound.Number, Is.Zero);

        network.CutOff = null;
        network.Peers[3].Submit(2);
        network.Run(30 * Second);

        AssertAgreement(network);
        Assert.That(network.Peers[3].Notebook.Notes.Select(n => n.Payload), Is.EqualTo(new[] { "01", "02" }));
    }

    [Test]
    public void Run_WithHeartbeat_ClockOfTheSessionRunsWithoutActions()
    {
        Genesis genesis = KnownMembers.Genesis(4, new Constitution { HeartbeatMs = 100 });
        VirtualNetwork network = new(new(1), genesis);
        network.Run(10 * Second);

        AssertAgreement(network);
        foreach (VirtualPeer peer in network.Peers)
        {
            long behind = network.Now.Value - peer.Notebook.Clock.Micros;
            Assert.That(behind, Is.InRange(0, 2 * Second), "the agreed time follows the members' clocks");
        }
    }

    [Test]
    public void Run_WithoutHeartbeat_GoesSilent()
    {
        Genesis genesis = KnownMembers.Genesis(4);
        VirtualNetwork network = new(new(1), genesis);
        network.Peers[0].Submit(1);
        network.Run(20 * Second);
        long events = network.Peers[0].Peer.Gossip.Counters.EventsInserted;
        network.Run(60 * Second);

        Assert.That(network.Peers[0].Peer.Gossip.Counters.EventsInserted, Is.EqualTo(events));
    }

    [Test]
    public void Restore_CompleteJournal_IsWhereItWasAndGoesOn()
    {
        VirtualNetwork network = new(new(1), KnownMembers.Genesis(4));
        network.Peers[2].Submit(1);
        network.Peers[1].Submit(2);
        network.Run(5 * Second);
        VirtualPeer before = network.Peers[2];
        VirtualPeer after = network.Restart(2, before.Journal.Events, isJournalComplete: true);

        Assert.That(after.Rounds, Is.EqualTo(before.Rounds));
        Assert.That(after.Notebook.Notes, Is.EqualTo(before.Notebook.Notes));
        Assert.That(after.Final, Is.Empty, "what was told is not told again");
        Assert.That(after.Submit(3), Is.EqualTo(2), "numbers go on");

        network.Run(10 * Second);
        AssertAgreement(network);
        Assert.That(after.Final.Single().Verdict, Is.EqualTo(ActionVerdict.Applied));
        Assert.That(after.Notebook.Notes, Has.Count.EqualTo(3));
    }

    [TestCase(0)]
    [TestCase(5)]
    public void Restore_JournalLostItsEnd_LearnsItsOwnEventsAndNeverBranches(int recordsLeft)
    {
        VirtualNetwork network = new(new(1), KnownMembers.Genesis(4));
        network.Peers[2].Submit(1);
        network.Run(5 * Second);
        VirtualPeer after = network.Restart(
            2, [.. network.Peers[2].Journal.Events.Take(recordsLeft)], isJournalComplete: false);
        Assert.That(after.Peer.IsReady, Is.False);

        network.Run(10 * Second);
        Assert.That(after.Peer.IsReady, Is.True);
        Assert.That(after.Submit(2), Is.EqualTo(2), "the number that the others know is not used again");
        network.Run(10 * Second);

        AssertAgreement(network);
        Assert.That(after.Notebook.Notes.Select(n => n.Payload), Is.EqualTo(new[] { "01", "02" }));
    }

    [Test]
    public void Run_Twice_IsTheSameToTheLastByte()
    {
        Genesis genesis = KnownMembers.Genesis(4);

        string once = Transcript(genesis);
        string again = Transcript(genesis);

        Assert.That(again, Is.EqualTo(once));
        Assert.That(once, Does.Contain("Applied"));
    }

    [Test]
    public void TryGetDigests_RoundsThatExistOrNot_AreToldApart()
    {
        Genesis genesis = KnownMembers.Genesis(4, new Constitution { HeartbeatMs = 100 });
        VirtualNetwork network = new(new(1), genesis);
        network.Run(10 * Second);
        Peer peer = network.Peers[0].Peer;

        Assert.That(peer.TryGetDigests(default, out _), Is.False);
        Assert.That(peer.TryGetDigests(new Round(peer.LastRound.Number + 1), out _), Is.False);
        Assert.That(peer.TryGetDigests(new Round(-3), out _), Is.False);
        Assert.That(peer.TryGetDigests(peer.LastRound, out RoundDigests last), Is.True);
        Assert.That(last.Order, Is.EqualTo(peer.OrderDigest));
        Assert.That(peer.TryGetDigests(new Round(10), out RoundDigests tenth), Is.True);
        Assert.That(tenth.State, Is.Not.Null);
        Assert.That(network.Peers[0].Rounds.Count(r => r.State is not null), Is.EqualTo(peer.LastRound.Number / 10));
    }

    [Test]
    public void Run_InSteadyState_AllocatesNothingPerEvent()
    {
        Genesis genesis = KnownMembers.Genesis(4, new Constitution { HeartbeatMs = 50, ActionsPerSecond = 1_000 });
        GossipOptions gossip = new() { RetainedBytesMax = 256 * 1_024 }; // full before the measurement begins
        VirtualNetwork network = new(new(1) { KeepsNotes = false, Gossip = gossip }, genesis);
        SubmitFor(network, 80); // lists that double have done so past 16,384 events, and do not at once again
        long allocated = network.Peers.Sum(p => p.Allocated);
        long events = network.Peers[0].Events;
        SubmitFor(network, 20);

        long ordered = network.Peers[0].Events - events;
        Assert.That(ordered, Is.GreaterThan(500));
        Assert.That(
            network.Peers.Sum(p => p.Allocated) - allocated,
            Is.LessThan(ordered),
            "less than a byte an event: a list that grows for the last time");
    }

    private static void SubmitFor(VirtualNetwork network, int seconds)
    {
        for (int i = 0; i < seconds * 10; i++)
        {
            network.Peers[i % network.Peers.Length].Submit((byte)i, 1, 2, 3);
            network.Run(Second / 10);
        }
    }

    private static string Transcript(Genesis genesis)
    {
        VirtualNetwork network = new(new(7) { Loss = 0.1 }, genesis);
        for (int i = 0; i < 10; i++)
        {
            network.Peers[i % 4].Submit((byte)i);
            network.Run(Second / 10);
        }

        network.Run(10 * Second);
        return string.Join('\n', network.Peers.SelectMany(p => p.Rounds).Select(r => r.ToString()))
            + string.Join('\n', network.Peers.SelectMany(p => p.Final).Select(f => f.ToString()));
    }

    private static void AssertAgreement(VirtualNetwork network)
    {
        VirtualPeer first = network.Peers[0];
        Assert.That(first.Rounds, Is.Not.Empty);
        foreach (VirtualPeer peer in network.Peers)
        {
            int common = Math.Min(first.Rounds.Count, peer.Rounds.Count);
            Assert.That(common, Is.Positive);
            Assert.That(peer.Rounds.Take(common), Is.EqualTo(first.Rounds.Take(common)), "same order, same states");
            Assert.That(peer.Notebook.Notes, Is.EqualTo(first.Notebook.Notes));
            Assert.That(peer.BranchesProven, Is.Zero);
        }
    }
}
