using Hearsay.Hashgraph;

namespace Hearsay.Simulation.Tests;

/// <summary>A host-authoritative game of three players on a line: 0 is 10 ms from 1, and 1 is 50 ms from 2.</summary>
public sealed class HostArbiterTests
{
    [Test]
    public void JudgeRace_NoJitter_FirstToArriveAtTheHostWins()
    {
        bool[] firstWins = Arbiter().JudgeRace(Race(first: 2, second: 0, headStartMs: 20));

        // At 0: 60 against 20. At 1: 50 against 30. At 2: at once against 80.
        Assert.That(firstWins, Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public void JudgeRace_SecondIsTheHost_WinsUntilTheHeadStartIsTheWay()
    {
        HostArbiter arbiter = Arbiter();

        Assert.That(arbiter.JudgeRace(Race(first: 1, second: 2, headStartMs: 49))[2], Is.False);
        Assert.That(arbiter.JudgeRace(Race(first: 1, second: 2, headStartMs: 51))[2], Is.True);
    }

    [Test]
    public void JudgeRush_LyingHost_GivesTheItemToTheRusher()
    {
        Assert.That(Arbiter().JudgeRush([1]), Is.EqualTo(new[] { true, false, true }));
    }

    private static HostArbiter Arbiter()
    {
        PacketNetwork network = new(new Agenda(), 1, 3, _ => { });
        foreach ((int from, int to, LinkState link) in network.Links)
        {
            int[] places = [0, 10_000, 60_000];
            link.DelayMicros = Math.Abs(places[from] - places[to]);
        }

        return new HostArbiter(network, new Dice(1, "host"));
    }

    private static Contest Race(int first, int second, int headStartMs) =>
        new(0, new MemberIndex(first), new MemberIndex(second), 0, headStartMs * 1_000L);
}
