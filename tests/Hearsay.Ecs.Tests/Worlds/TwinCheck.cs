namespace Hearsay.Ecs.Tests;

/// <summary>Compares a world with its twin, by everything that can be asked of it.</summary>
internal static class TwinCheck
{
    public static void Same(EntityWorld world, WorldTwin twin)
    {
        Assert.That(world.Count, Is.EqualTo(twin.Count));
        List<Entity> found = [];
        foreach (Entity entity in world.ById(new QueryDescription()))
        {
            found.Add(entity);
        }

        Assert.That(found, Is.EqualTo(twin.Alive));
        Assert.That(twin.Known.Where(world.IsAlive), Is.EquivalentTo(twin.Alive));
        foreach (Entity entity in twin.Alive)
        {
            SameComponent<Position>(world, twin, entity, 0);
            SameComponent<Velocity>(world, twin, entity, 1);
            SameComponent<Health>(world, twin, entity, 2);
            SameComponent<Owner>(world, twin, entity, 3);
            SameComponent<Dice>(world, twin, entity, 4);
            SameComponent<Frozen>(world, twin, entity, 5);
            SameComponent<Bag>(world, twin, entity, 6);
            SameComponent<Animal>(world, twin, entity, 7);
        }

        SameQueries(world, twin);
    }

    private static void SameComponent<T>(EntityWorld world, WorldTwin twin, Entity entity, int id)
        where T : unmanaged
    {
        bool expected = twin.Of(entity).TryGetValue(id, out object? value);
        Assert.That(world.IsAlive(entity), Is.True);
        Assert.That(world.Has<T>(entity), Is.EqualTo(expected));
        Assert.That(world.TryGet(entity, out T copy), Is.EqualTo(expected));
        if (expected && value is not Frozen)
        {
            Assert.That(copy, Is.EqualTo(value));
            Assert.That(world.Get<T>(entity), Is.EqualTo(value));
        }
    }

    private static void SameQueries(EntityWorld world, WorldTwin twin)
    {
        QueryDescription query = new QueryDescription().WithAll<Health>().WithNone<Frozen, Owner>();
        Dictionary<Entity, (Health, Position)> visited = [];
        world.Query(in query, (Entity entity, ref Health health, ref Position position) =>
            visited.Add(entity, (health, position)));

        Dictionary<Entity, (Health, Position)> expected = [];
        foreach (Entity entity in twin.Alive)
        {
            SortedDictionary<int, object> components = twin.Of(entity);
            if (components.TryGetValue(0, out object? position) && components.TryGetValue(2, out object? health)
                && !components.ContainsKey(3) && !components.ContainsKey(5))
            {
                expected.Add(entity, ((Health)health, (Position)position));
            }
        }

        Assert.That(visited, Is.EquivalentTo(expected));
    }
}
