using System.Buffers;

namespace Hearsay.Ecs.Tests;

/// <summary>Random histories, compared with a plain twin.</summary>
public sealed class EntityWorldTwinTests
{
    private static readonly ulong[] Seeds = [1, 2, 3, 4, 5, 6, 7, 8];

    [TestCaseSource(nameof(Seeds))]
    public void Operations_RandomHistory_AreThoseOfTheTwin(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        TwinDriver driver = new(seed);
        for (int i = 0; i < 20; i++)
        {
            driver.Steps(60);
            TwinCheck.Same(driver.World, driver.Twin);
        }
    }

    [TestCaseSource(nameof(Seeds))]
    public void SaveAndLoad_RandomHistory_GoOnAsTheSameWorld(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        TwinDriver driver = new(seed);
        for (int i = 0; i < 20; i++)
        {
            driver.Steps(40);
            EntityWorld loaded = new(Components.Registry);
            loaded.Load(new ReadOnlySequence<byte>(driver.World.Saved()));
            Assert.That(loaded.Saved(), Is.EqualTo(driver.World.Saved()));
            Assert.That(loaded.Digest(), Is.EqualTo(driver.World.Digest()));
            driver.World = loaded;
            TwinCheck.Same(driver.World, driver.Twin);
        }
    }

    [TestCaseSource(nameof(Seeds))]
    public void CopyTo_RandomHistoriesOfBoth_RollsBack(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        TwinDriver driver = new(seed);
        EntityWorld kept = new(Components.Registry);
        WorldTwin keptTwin = driver.Twin.Copy();
        Pcg32 random = new(seed, 1);
        for (int i = 0; i < 40; i++)
        {
            driver.Steps(40);
            if (random.Chance(1, 2))
            {
                driver.World.CopyTo(kept);
                keptTwin = driver.Twin.Copy();
            }
            else
            {
                kept.CopyTo(driver.World);
                driver.Twin = keptTwin.Copy();
            }

            Assert.That(kept.Saved(), Is.EqualTo(driver.World.Saved()));
            TwinCheck.Same(driver.World, driver.Twin);
            TwinCheck.Same(kept, keptTwin);
        }
    }

    [TestCaseSource(nameof(Seeds))]
    public void CopyTo_BetweenIndependentHistories_GoesOnAsTheSource(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        TwinDriver one = new(seed);
        TwinDriver other = new(seed + 1_000);
        for (int i = 0; i < 20; i++)
        {
            // Few steps: so each makes tables that the other has not, and in another order.
            one.Steps(8);
            other.Steps(8);
            one.World.CopyTo(other.World);
            other.Twin = one.Twin.Copy();
            one.Steps(8);
            other.Steps(8);
            TwinCheck.Same(one.World, one.Twin);
            TwinCheck.Same(other.World, other.Twin);
            (one, other) = (other, one);
        }
    }

    [TestCaseSource(nameof(Seeds))]
    public void Shuffle_RandomHistory_ChangesNothingThatCounts(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        TwinDriver driver = new(seed);
        for (int i = 0; i < 10; i++)
        {
            driver.Steps(60);
            byte[] before = driver.World.Saved();
            RowShuffle.Shuffle(driver.World, seed + (ulong)i);
            Assert.That(driver.World.Saved(), Is.EqualTo(before));
            TwinCheck.Same(driver.World, driver.Twin);
        }
    }
}
