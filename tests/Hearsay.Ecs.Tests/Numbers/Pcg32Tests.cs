namespace Hearsay.Ecs.Tests;

public sealed class Pcg32Tests
{
    [Test]
    public void NextUInt_PublishedSeed_DrawsThePublishedSequence()
    {
        Pcg32 random = new(seed: 42, stream: 54);
        uint[] drawn = [.. Enumerable.Range(0, 6).Select(_ => random.NextUInt())];

        Assert.That(drawn, Is.EqualTo(
            new uint[] { 0xA15C02B7, 0x7B47F409, 0xBA1D3330, 0x83D2F293, 0xBFA4784B, 0xCBED606E }));
    }

    [Test]
    public void Range_ManyDraws_HitsEveryValueAboutEquallyOften()
    {
        Pcg32 random = new(7);
        int[] hits = new int[6];
        for (int i = 0; i < 60_000; i++)
        {
            hits[random.Range(6)]++;
        }

        Assert.That(hits, Is.All.InRange(9_500, 10_500));
    }

    [Test]
    public void Range_ThreeEighthsOfAllValues_IsNotBiased()
    {
        // Multiplication alone would spread eight values as 3, 3 and 2 over each three results.
        const int Bound = 3 << 29;
        Pcg32 random = new(8);
        int thirds = 0;
        for (int i = 0; i < 30_000; i++)
        {
            thirds += random.Range(Bound) % 3 == 2 ? 1 : 0;
        }

        Assert.That(thirds, Is.InRange(9_600, 10_400));
    }

    [Test]
    public void Range_MinAndMax_StaysInside()
    {
        Pcg32 random = new(9);
        for (int i = 0; i < 1_000; i++)
        {
            Assert.That(random.Range(-3, 2), Is.InRange(-3, 1));
            Assert.That(random.NextFixed(), Is.GreaterThanOrEqualTo(Fixed.Zero).And.LessThan(Fixed.One));
        }

        Assert.That(random.Range(int.MaxValue - 1, int.MaxValue), Is.EqualTo(int.MaxValue - 1));
    }

    [Test]
    public void Range_Empty_IsAnInvariantFailure()
    {
        Pcg32 random = new(1);
        Assert.That(() => random.Range(0), Throws.TypeOf<InvariantException>());
        Assert.That(() => random.Range(5, 5), Throws.TypeOf<InvariantException>());
    }

    [Test]
    public void Copy_OfGenerator_DrawsTheSame()
    {
        Pcg32 random = new(3);
        Pcg32 copy = random;

        Assert.That(copy, Is.EqualTo(random));
        Assert.That(copy.NextULong(), Is.EqualTo(random.NextULong()));
        Assert.That(copy.Chance(1, 1), Is.True);
        Assert.That(copy, Is.Not.EqualTo(random));
    }

    [Test]
    public void Default_NeverSeeded_StillDraws()
    {
        Pcg32 random = default;
        HashSet<uint> drawn = [.. Enumerable.Range(0, 100).Select(_ => random.NextUInt())];
        Assert.That(drawn, Has.Count.GreaterThan(90));
    }
}
