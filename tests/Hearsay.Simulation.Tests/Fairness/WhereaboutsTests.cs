using Hearsay.Hashgraph;

namespace Hearsay.Simulation.Tests;

public sealed class WhereaboutsTests
{
    [Test]
    public void Of_AnyMap_TheRemoteThirdHasLongerDelaysThanTheCentral([Values(4, 10, 50)] int members)
    {
        CrowdGeography geography = new(members, 3);

        Whereabouts[] places = Whereabouts.Of(geography);

        int CentralMost() => Delays(MapThird.Central).Max();
        int RemoteLeast() => Delays(MapThird.Remote).Min();
        Assert.That(CentralMost(), Is.LessThanOrEqualTo(RemoteLeast()));
        Assert.That(places.Count(place => place.Third == MapThird.Remote), Is.EqualTo(members / 3).Within(1));

        IEnumerable<int> Delays(MapThird third) => Enumerable.Range(0, members)
            .Where(member => places[member].Third == third)
            .Select(member => geography.MedianDelayMicros(new MemberIndex(member)));
    }
}
