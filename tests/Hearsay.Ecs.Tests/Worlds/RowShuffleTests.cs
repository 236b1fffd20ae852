namespace Hearsay.Ecs.Tests;

/// <summary>The tool that finds systems that depend on the order of rows must find one.</summary>
public sealed class RowShuffleTests
{
    private static readonly QueryDescription Any = new QueryDescription().WithAll<Health>();

    [Test]
    public void Shuffle_BeforeASystemThatDependsOnRows_ChangesTheDigest() =>
        Assert.That(DigestAfter(RankByRow, shuffled: true), Is.Not.EqualTo(DigestAfter(RankByRow, shuffled: false)));

    [Test]
    public void Shuffle_BeforeASystemThatGoesById_DoesNot() =>
        Assert.That(DigestAfter(RankById, shuffled: true), Is.EqualTo(DigestAfter(RankById, shuffled: false)));

    private static WorldDigest DigestAfter(Action<EntityWorld> system, bool shuffled)
    {
        EntityWorld world = new(Components.Registry);
        for (int i = 0; i < 50; i++)
        {
            world.Create(new Health(0));
        }

        if (shuffled)
        {
            RowShuffle.Shuffle(world, seed: 1);
        }

        system(world);
        return world.Digest();
    }

    private static void RankByRow(EntityWorld world)
    {
        int rank = 0;
        world.Query(in Any, (ref Health health) => health.Points = rank++);
    }

    private static void RankById(EntityWorld world)
    {
        int rank = 0;
        foreach (Entity entity in world.ById(in Any))
        {
            world.Get<Health>(entity).Points = rank++;
        }
    }
}
