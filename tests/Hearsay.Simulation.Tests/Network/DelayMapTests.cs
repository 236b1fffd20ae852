namespace Hearsay.Simulation.Tests;

/// <summary>Delays by geography.</summary>
public sealed class DelayMapTests
{
    [Test]
    public void Apply_Globe_LiesBetweenTenAndAHundredFiftyMs()
    {
        PacketNetwork network = Of(Geography.Globe, 16);

        Assert.That(network.Links.Select(link => link.State.DelayMicros), Is.All.InRange(10_000, 150_000));
        Assert.That(network.MeanCalmDelayMicros(), Is.EqualTo(64_000).Within(15).Percent);
    }

    [Test]
    public void Apply_Any_IsEqualInBothDirections([Values] Geography geography)
    {
        PacketNetwork network = Of(geography, 5);

        Assert.That(network.Links, Is.All.Matches<(int From, int To, LinkState State)>(
            link => link.State.DelayMicros > 0
                && link.State.DelayMicros == network.Link(link.To, link.From).DelayMicros));
    }

    private static PacketNetwork Of(Geography geography, int members)
    {
        PacketNetwork network = new(new Agenda(), 1, members, _ => { });
        DelayMap.Apply(network, geography, 1, [.. Enumerable.Range(0, members)]);
        network.RememberCalm();
        return network;
    }
}
