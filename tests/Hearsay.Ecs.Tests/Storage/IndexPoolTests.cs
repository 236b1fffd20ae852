namespace Hearsay.Ecs.Tests;

public sealed class IndexPoolTests
{
    [Test]
    public void TakeLowest_RandomTakesAndFrees_IsAlwaysTheLowest()
    {
        const ulong Seed = 21;
        TestContext.Out.WriteLine($"seed {Seed}");
        Pcg32 random = new(Seed);
        IndexPool pool = new();
        SortedSet<int> taken = [];
        SortedSet<int> free = [.. Enumerable.Range(0, 20_000)];
        for (int i = 0; i < 60_000; i++)
        {
            // First mostly grows beyond several words of the second level, then mostly shrinks.
            if (random.Chance(i < 30_000 ? 3 : 1, 4) && free.Count > 0)
            {
                int index = pool.TakeLowest();
                Assert.That(index, Is.EqualTo(free.Min));
                free.Remove(index);
                taken.Add(index);
            }
            else if (taken.Count > 0)
            {
                int index = taken.GetViewBetween(random.Range(taken.Max + 1), int.MaxValue).Min;
                pool.Free(index);
                taken.Remove(index);
                free.Add(index);
            }
        }

        Assert.That(Walk(pool), Is.EqualTo(taken));
        Assert.That(pool.End, Is.EqualTo(taken.Max + 1));
        IndexPool copy = new();
        copy.TryTake(40_000);
        copy.CopyFrom(pool);
        Assert.That(Walk(copy), Is.EqualTo(taken));
        Assert.That(copy.TakeLowest(), Is.EqualTo(pool.TakeLowest()));
    }

    [Test]
    public void TakeLowest_Full_IsAnInvariantFailureUntilOneIsFree()
    {
        IndexPool pool = new();
        for (int i = 0; i < Limits.EntitiesMax; i++)
        {
            pool.TakeLowest();
        }

        Assert.That(pool.TakeLowest, Throws.TypeOf<InvariantException>());
        pool.Free(777_777);
        Assert.That(pool.TakeLowest(), Is.EqualTo(777_777));
    }

    [Test]
    public void TryTake_GivenIndex_TakesItOnce()
    {
        IndexPool pool = new();
        Assert.That(pool.TryTake(Limits.EntitiesMax - 1), Is.True);
        Assert.That(pool.TryTake(Limits.EntitiesMax - 1), Is.False);
        Assert.That(pool.TakeLowest(), Is.Zero);
        Assert.That(pool.End, Is.EqualTo(Limits.EntitiesMax));
        Assert.That(pool.IsTaken(1), Is.False);
    }

    private static List<int> Walk(IndexPool pool)
    {
        List<int> found = [];
        for (int index = pool.NextTaken(0); index >= 0; index = pool.NextTaken(index + 1))
        {
            found.Add(index);
        }

        return found;
    }
}
