using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation.Tests;

/// <summary>
/// The checkers against what they must not let pass, as far as no broken variant shows it (those are in
/// <see cref="ControlCatalogueTests"/>).
/// </summary>
public sealed class CheckerTests
{
    private Stage _stage = null!;

    [SetUp]
    public void SetUp()
    {
        _stage = new Stage(new SimulationPlan { HeartbeatMs = 0 }, new Dictionary<int, Adversary>());
        foreach (Host host in _stage.Hosts)
        {
            host.Start();
        }
    }

    [TearDown]
    public void TearDown() => _stage.Dispose();

    [Test]
    public void FinalActions_SameActionAppliedTwice_Violates()
    {
        FinalActions checker = new(_stage);

        Apply(checker, 0, 1);
        Assert.That(_stage.Violations, Is.Empty);
        Apply(checker, 0, 1);

        Assert.That(KindsOfViolations(), Is.EqualTo(new[] { "exactly once" }));
    }

    [Test]
    public void FinalActions_ToldTwice_Violates()
    {
        FinalActions checker = new(_stage);

        checker.Final(_stage.Hosts[0], Final(1));
        checker.Final(_stage.Hosts[0], Final(1));

        Assert.That(KindsOfViolations(), Is.EqualTo(new[] { "exactly once" }));
    }

    [Test]
    public void HonestChains_TwoEventsOfOneSequence_Violates()
    {
        HonestChains checker = new(_stage, areDisksLost: true);
        byte[] one = EventOf(createdAt: 5);
        byte[] other = EventOf(createdAt: 6);

        checker.OwnEvent(_stage.Hosts[0], one);
        checker.OwnEvent(_stage.Hosts[0], one);
        Assert.That(_stage.Violations, Is.Empty);
        checker.OwnEvent(_stage.Hosts[0], other);

        Assert.That(KindsOfViolations(), Is.EqualTo(new[] { "branch" }));
    }

    [Test]
    public void HonestChains_ProofAgainstAnHonestMember_Violates()
    {
        new HonestChains(_stage, areDisksLost: false).BranchProven(_stage.Hosts[0], new MemberIndex(1));

        Assert.That(KindsOfViolations(), Is.EqualTo(new[] { "branch" }));
    }

    [Test]
    public void Bounds_MoreThanAllowed_Violates()
    {
        Bounds checker = new(_stage, new GossipOptions { RetainedBytesMax = -(1L << 40) });

        checker.Second();

        Assert.That(KindsOfViolations(), Is.EquivalentTo(Enumerable.Repeat("bounds", 4)));
    }

    [Test]
    public void Liveness_NobodyDecides_Violates()
    {
        Liveness checker = new(_stage);
        checker.Submitted(_stage.Hosts[0], 1);
        checker.Healed();
        while (_stage.Agenda.TryStep((Limits.LivenessBoundS + 1) * 1_000_000L))
        {
        }

        checker.Second();

        Assert.That(checker.HasJudged, Is.True);
        Assert.That(KindsOfViolations(), Is.EquivalentTo(Enumerable.Repeat("liveness", 5)));
    }

    [Test]
    public void Liveness_NothingToDecide_IsNoViolation()
    {
        Liveness checker = new(_stage);
        checker.Healed();
        while (_stage.Agenda.TryStep((Limits.LivenessBoundS + 1) * 1_000_000L))
        {
        }

        checker.Second();

        Assert.That(checker.HasJudged, Is.True);
        Assert.That(_stage.Violations, Is.Empty);
    }

    [Test]
    public void Liveness_OneIsBehindTheOthers_Violates()
    {
        _stage.Hosts[3].Crash();
        Liveness checker = new(_stage);
        checker.Healed();
        while (_stage.Agenda.TryStep((Limits.LivenessBoundS + 1) * 1_000_000L))
        {
        }

        checker.Second();

        Assert.That(KindsOfViolations(), Is.EqualTo(new[] { "liveness" }));
    }

    [Test]
    public void PeerFailed_HonestPeer_Violates()
    {
        _stage.PeerFailed(_stage.Hosts[0], new InvalidOperationException("broken"));

        Assert.That(KindsOfViolations(), Is.EqualTo(new[] { "exception" }));
    }

    private static FinalAction Final(long number) =>
        new(number, ActionVerdict.Applied, 0, new Micros(1), new Micros(2));

    private static byte[] EventOf(byte createdAt)
    {
        byte[] bytes = new byte[200];
        bytes[4] = createdAt;
        return bytes;
    }

    private void Apply(SessionWatcher checker, int member, long number) => checker.Applied(
        _stage.Hosts[0],
        new OrderedAction
        {
            Member = new MemberIndex(member),
            Number = number,
            Time = new SessionTime(1),
            Payload = ItemRegistry.PickUp(1),
        },
        ActionOutcome.Applied);

    private IEnumerable<string> KindsOfViolations() => _stage.Violations.Select(violation => violation.Kind);
}
