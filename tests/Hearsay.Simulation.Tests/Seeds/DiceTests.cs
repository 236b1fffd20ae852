namespace Hearsay.Simulation.Tests;

/// <summary>The seeded generator.</summary>
public sealed class DiceTests
{
    private const int Draws = 200_000;

    [Test]
    public void Next_SameSeedAndName_SameDraws()
    {
        Dice one = new(3, "part");
        Dice other = new(3, "part");

        ulong[] draws = [.. Enumerable.Range(0, 100).Select(_ => one.Next())];
        Assert.That(Enumerable.Range(0, 100).Select(_ => other.Next()), Is.EqualTo(draws));
    }

    [Test]
    public void Next_OtherSeedOrName_OtherDraws()
    {
        ulong draw = new Dice(3, "part").Next();

        Assert.That(new Dice(4, "part").Next(), Is.Not.EqualTo(draw));
        Assert.That(new Dice(3, "other").Next(), Is.Not.EqualTo(draw));
    }

    [Test]
    public void Exponential_ManyDraws_HasItsMeanAndItsTail()
    {
        Dice dice = new(1, "test");
        long[] draws = [.. Enumerable.Range(0, Draws).Select(_ => dice.Exponential(1_000_000))];

        Assert.That(draws.Average(), Is.EqualTo(1_000_000).Within(1).Percent);
        Assert.That(draws.Count(draw => draw > 3_000_000), Is.EqualTo(Draws * Math.Exp(-3)).Within(4).Percent);
        Assert.That(draws.Min(), Is.Not.Negative);
    }

    [Test]
    public void Between_SmallRange_ReachesBothEndsAndNothingElse()
    {
        Dice dice = new(1, "test");

        long[] draws = [.. Enumerable.Range(0, 1_000).Select(_ => dice.Between(-1, 1))];
        Assert.That(draws.Distinct().Order(), Is.EqualTo(new[] { -1L, 0, 1 }));
    }

    [Test]
    public void Chance_Share_IsMet()
    {
        Dice dice = new(1, "test");

        int hits = Enumerable.Range(0, Draws).Count(_ => dice.Chance(250_000));
        Assert.That(hits, Is.EqualTo(Draws / 4).Within(2).Percent);
        Assert.That(dice.Chance(0), Is.False);
        Assert.That(dice.Chance(1_000_000), Is.True);
    }

    [Test]
    public void Choose_SomeOfMany_AreDifferentAndAscending()
    {
        int[] chosen = new Dice(1, "test").Choose(5, 9);

        Assert.That(chosen, Has.Length.EqualTo(5).And.Unique.And.Ordered);
        Assert.That(chosen, Is.All.InRange(0, 8));
    }
}
