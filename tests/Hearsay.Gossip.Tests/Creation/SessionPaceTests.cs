namespace Hearsay.Gossip.Tests;

/// <summary>
/// What the creation rule is for, in whole sessions around the globe: few events, finality near its floor, and each of
/// the rule's causes worth a figure.
/// </summary>
public sealed class SessionPaceTests
{
    private const int Members = 8;

    private SessionPace _usual = null!;

    [OneTimeSetUp]
    public void PlayTheUsualSession() => _usual = SessionPace.Of(Members, new GossipOptions());

    [TestCase(4)]
    [TestCase(8)]
    [TestCase(16)]
    public void Run_AroundTheGlobe_TakesAFewEventsAndAboutEightDelays(int members)
    {
        SessionPace pace = SessionPace.Of(members, new GossipOptions());

        Assert.That(pace.EventsPerRound, Is.InRange(1.5, 5));
        Assert.That(pace.FinalityMs, Is.LessThan(9 * SessionPace.MeanDelayMs(members)));
    }

    [Test]
    public void Run_WithoutEventsForWitnesses_IsSlower() =>
        Assert.That(Without(CreationCauses.Witness).FinalityMs, Is.GreaterThan(1.2 * _usual.FinalityMs));

    [Test]
    public void Run_WithoutEventsAtASupermajority_IsSlower() =>
        Assert.That(Without(CreationCauses.Supermajority).FinalityMs, Is.GreaterThan(1.2 * _usual.FinalityMs));

    [Test]
    public void Run_WithoutEventsForFurtherWitnesses_IsSlower() =>
        Assert.That(Without(CreationCauses.FurtherWitness).FinalityMs, Is.GreaterThan(1.1 * _usual.FinalityMs));

    [Test]
    public void Run_WithoutEventsForPayloads_ActionsWait()
    {
        Assert.That(_usual.WaitMs, Is.LessThan(2));
        Assert.That(Without(CreationCauses.Payload).WaitMs, Is.GreaterThan(10));
    }

    [Test]
    public void Run_PartitionWithoutFallback_TakesLongerToGoOn()
    {
        double usual = MsToGoOn(CreationCauses.All);
        double without = MsToGoOn(CreationCauses.All & ~CreationCauses.Fallback);
        TestContext.Out.WriteLine($"{usual} ms, without a fallback {without} ms");

        Assert.That(usual, Is.LessThan(without));
    }

    private static SessionPace Without(CreationCauses cause) =>
        SessionPace.Of(Members, new GossipOptions { Causes = CreationCauses.All & ~cause });

    /// <summary>
    /// From the end of a second in which nothing arrives anywhere until what was said in it is ordered.
    /// </summary>
    private static double MsToGoOn(CreationCauses causes)
    {
        // Frontiers would find what is missing as well, only later: here they come too seldom.
        GossipOptions options = new() { Causes = causes, FrontierMs = 2_000 };
        VirtualNetwork network = new(Members, new NetworkFaults { DelayMs = 40, JitterMs = 2 }, seed: 1, options);
        network.Submit(0, 1);
        network.Run(ms: 1_000);
        network.Passes = (_, _, _) => false;
        network.Submit(1, 2);
        network.Run(ms: 1_000);
        network.Passes = (_, _, _) => true;
        int waited = 0;
        while (network[1].Actions.Count < 2 && waited < 20_000)
        {
            network.Run(ms: 10);
            waited += 10;
        }

        return waited;
    }
}
