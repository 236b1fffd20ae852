namespace Hearsay.World.Tests;

public sealed class SpiralTests
{
    [Test]
    public void At_FirstIndices_FillsTheSquareOnceFromTheMiddle()
    {
        (long X, long Z)[] places = [.. Enumerable.Range(0, 31 * 31).Select(Spiral.At)];

        Assert.That(places, Is.Unique);
        Assert.That(places[0], Is.EqualTo((0L, 0L)));
        Assert.That(places.Select(place => Math.Max(Math.Abs(place.X), Math.Abs(place.Z))), Is.Ordered);
        Assert.That(places.Max(place => place.X), Is.EqualTo(15));
    }
}
