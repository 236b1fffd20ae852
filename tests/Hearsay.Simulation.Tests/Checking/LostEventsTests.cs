using Hearsay.Hashgraph;

namespace Hearsay.Simulation.Tests;

/// <summary>
/// A member of four that lost its disk. It may wait for two of the other three: what two of them have, it can learn;
/// what one has, or nobody, it may make anew.
/// </summary>
public sealed class LostEventsTests
{
    private Stage _stage = null!;
    private HonestChains _chains = null!;
    private Host _loser = null!;

    [SetUp]
    public void SetUp()
    {
        _stage = new Stage(new SimulationPlan { HeartbeatMs = 0 }, new Dictionary<int, Adversary>());
        _chains = new HonestChains(_stage, areDisksLost: true);
        foreach (Host host in _stage.Hosts)
        {
            host.Start();
            _chains.Started(host, hasDisk: true);
        }

        _loser = _stage.Hosts[0];
    }

    [TearDown]
    public void TearDown() => _stage.Dispose();

    [Test]
    public void OwnEvent_AnewWhatTwoOthersHave_Violates()
    {
        Make(sequence: 0, holders: [1, 2]);
        LoseDisk();
        MakeAnew(sequence: 0);

        Assert.That(_stage.Violations.Select(violation => violation.Kind), Is.EqualTo(new[] { "branch" }));
        Assert.That(_chains.UnlearnableBranches, Is.Zero);
    }

    [Test]
    public void OwnEvent_AnewWhatNobodyHas_IsNoBranchAndStaysPromised()
    {
        Make(sequence: 0, holders: [1, 2, 3]);
        Make(sequence: 1, holders: []);
        LoseDisk();
        MakeAnew(sequence: 1);

        Assert.That(_stage.Violations, Is.Empty);
        Assert.That(_chains.UnlearnableBranches, Is.Zero);
        Assert.That(_stage.IsPromisedLiveness(_loser), Is.True);

        _chains.BranchProven(_stage.Hosts[1], _loser.Member);
        Assert.That(_stage.Violations.Select(violation => violation.Kind), Is.EqualTo(new[] { "branch" }));
    }

    [Test]
    public void OwnEvent_AnewWhatTooFewHave_CountsAsFaultyFromThenOn()
    {
        Make(sequence: 0, holders: [1, 2, 3]);
        Make(sequence: 1, holders: [3]);
        LoseDisk();
        MakeAnew(sequence: 1);
        _chains.BranchProven(_stage.Hosts[1], _loser.Member);

        Assert.That(_stage.Violations, Is.Empty);
        Assert.That(_chains.UnlearnableBranches, Is.EqualTo(1));
        Assert.That(_stage.IsPromisedLiveness(_loser), Is.False);
    }

    [Test]
    public void OwnEvent_AnewBeforeWhatCouldNotBeLearned_Violates()
    {
        Make(sequence: 0, holders: [1, 2, 3]);
        Make(sequence: 1, holders: []);
        LoseDisk();
        MakeAnew(sequence: 0);

        Assert.That(_stage.Violations.Select(violation => violation.Kind), Is.EqualTo(new[] { "branch" }));
    }

    [Test]
    public void OwnEvent_AnewWithTheDisk_Violates()
    {
        Make(sequence: 0, holders: []);
        _chains.Started(_loser, hasDisk: true);
        MakeAnew(sequence: 0);

        Assert.That(_stage.Violations.Select(violation => violation.Kind), Is.EqualTo(new[] { "branch" }));
    }

    [Test]
    public void OwnEvent_AnewWhatArrivedAfterTheRestart_IsNotLearnable()
    {
        Make(sequence: 0, holders: [1]);
        LoseDisk();
        _chains.AcceptedEvent(_stage.Hosts[2], EventOf(sequence: 0, createdAt: 5));
        MakeAnew(sequence: 0);

        Assert.That(_stage.Violations, Is.Empty);
    }

    [Test]
    public void BranchProven_BeforeTheMemberBranched_Violates()
    {
        Make(sequence: 0, holders: []);
        LoseDisk();
        _chains.BranchProven(_stage.Hosts[1], _loser.Member);

        Assert.That(_stage.Violations.Select(violation => violation.Kind), Is.EqualTo(new[] { "branch" }));
    }

    [Test]
    public void Started_LaterEventIsKnownWithoutAnEarlierOne_CountsAsFaulty()
    {
        Make(sequence: 0, holders: []);
        Make(sequence: 1, holders: [2, 3]);
        LoseDisk();

        Assert.That(_stage.IsPromisedLiveness(_loser), Is.False);
        Assert.That(_chains.UnlearnableBranches, Is.Zero, "it has not branched");
    }

    [Test]
    public void Liveness_LostDiskAndNeverAnEventAgain_Violates()
    {
        Liveness liveness = new(_stage);
        Make(sequence: 0, holders: [3]);
        LoseDisk();
        liveness.Submitted(_stage.Hosts[1], 1);
        liveness.Healed();
        while (_stage.Agenda.TryStep((Limits.LivenessBoundS + 1) * 1_000_000L))
        {
        }

        liveness.Second();

        Assert.That(_stage.Violations.Select(violation => violation.Detail), Has.Some.StartsWith(_loser.Name));
    }

    private static byte[] EventOf(byte sequence, byte createdAt)
    {
        byte[] bytes = new byte[200];
        bytes[3] = sequence;
        bytes[4] = createdAt;
        return bytes;
    }

    private void Make(byte sequence, int[] holders)
    {
        byte[] made = EventOf(sequence, createdAt: 5);
        _chains.OwnEvent(_loser, made);
        foreach (int holder in holders)
        {
            _chains.AcceptedEvent(_stage.Hosts[holder], made);
        }
    }

    private void LoseDisk() => _chains.Started(_loser, hasDisk: false);

    private void MakeAnew(byte sequence) => _chains.OwnEvent(_loser, EventOf(sequence, createdAt: 6));
}
