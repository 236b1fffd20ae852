namespace Hearsay.Ecs.Tests;

public sealed class EntityWorldTests
{
    private static readonly QueryDescription Any = new QueryDescription().WithAll<Health>();

    [Test]
    public void Create_AfterDestroy_TakesTheLowestIndexWithANewGeneration()
    {
        EntityWorld world = new(Components.Registry);
        Entity[] made = [.. Enumerable.Range(0, 4).Select(points => world.Create(new Health(points)))];
        world.Destroy(made[2]);
        world.Destroy(made[1]);

        Entity next = world.Create(new Health(9));

        Assert.That(next, Is.EqualTo(new Entity(1, 5)));
        Assert.That(world.IsAlive(made[1]), Is.False);
        Assert.That(world.TryGet(made[1], out Health _), Is.False);
        Assert.That(world.Create(), Is.EqualTo(new Entity(2, 6)));
        Assert.That(world.Get<Health>(made[3]), Is.EqualTo(new Health(3)));
    }

    [Test]
    public void Create_AfterAllGenerations_StartsAgainWithoutNone()
    {
        EntityWorld world = new(Components.Registry);
        world.Entities.Created = uint.MaxValue - 1;
        Assert.That(world.Create().Generation, Is.EqualTo(uint.MaxValue));
        Assert.That(world.Create(), Is.EqualTo(new Entity(1, 1)));
    }

    [Test]
    public void Create_EveryNumberOfComponents_HasThemAll()
    {
        EntityWorld world = new(Components.Registry);
        Position a = new(new FixedVector(1, 2, 3));
        Velocity b = new(new FixedVector(4, 5, 6));
        Health c = new(7);
        Owner d = new(new Entity(8, 9));
        Dice e = new(new Pcg32(10));
        Frozen f = default;
        Bag g = new(11);
        Animal h = new(Mood.Afraid, 12, 13);
        Entity[] made =
        [
            world.Create(a),
            world.Create(a, b),
            world.Create(a, b, c),
            world.Create(a, b, c, d),
            world.Create(a, b, c, d, e),
            world.Create(a, b, c, d, e, f),
            world.Create(a, b, c, d, e, f, g),
            world.Create(a, b, c, d, e, f, g, h),
        ];

        for (int i = 0; i < made.Length; i++)
        {
            Assert.That(world.Get<Position>(made[i]), Is.EqualTo(a));
            Assert.That(world.TryGet(made[i], out Velocity velocity), Is.EqualTo(i >= 1));
            Assert.That(velocity, Is.EqualTo(i >= 1 ? b : default));
            Assert.That(world.Has<Health>(made[i]), Is.EqualTo(i >= 2));
            Assert.That(world.Has<Frozen>(made[i]), Is.EqualTo(i >= 5));
        }

        Assert.That(world.Get<Bag>(made[7]).Stacks[0], Is.EqualTo(11));
        Assert.That(world.Get<Animal>(made[7]), Is.EqualTo(h));
        Assert.That(world.Get<Dice>(made[7]), Is.EqualTo(e));
        Assert.That(world.Get<Owner>(made[7]), Is.EqualTo(d));
    }

    [Test]
    public void Get_ByReference_ChangesTheWorld()
    {
        EntityWorld world = new(Components.Registry);
        Entity entity = world.Create(new Health(1));
        world.Get<Health>(entity).Points += 4;
        Assert.That(world.Get<Health>(entity).Points, Is.EqualTo(5));
    }

    [Test]
    public void Add_ValueFromTheMovedRow_IsKept()
    {
        EntityWorld world = new(Components.Registry);
        Entity source = world.Create(new Position(new FixedVector(1, 0, 0)), new Health(1));
        Entity other = world.Create(new Health(2));
        world.Add(other, world.Get<Position>(source));
        world.Remove<Health>(source);
        Assert.That(world.Get<Position>(other), Is.EqualTo(world.Get<Position>(source)));
    }

    [Test]
    public void Access_ToWhatIsNotThere_IsAnInvariantFailure()
    {
        EntityWorld world = new(Components.Registry);
        Entity entity = world.Create(new Health(1));
        Entity dead = world.Create();
        world.Destroy(dead);

        Assert.That(() => world.Get<Position>(entity), Throws.TypeOf<InvariantException>());
        Assert.That(() => world.Set(entity, default(Position)), Throws.TypeOf<InvariantException>());
        Assert.That(() => world.Remove<Position>(entity), Throws.TypeOf<InvariantException>());
        Assert.That(() => world.Add(entity, new Health(2)), Throws.TypeOf<InvariantException>());
        Assert.That(() => world.Get<Health>(dead), Throws.TypeOf<InvariantException>());
        Assert.That(() => world.Has<Health>(Entity.None), Throws.TypeOf<InvariantException>());
        Assert.That(() => world.Destroy(dead), Throws.TypeOf<InvariantException>());
        Assert.That(() => world.Destroy(new Entity(-1, 1)), Throws.TypeOf<InvariantException>());
        Assert.That(() => world.Create(new Health(1), new Health(2)), Throws.TypeOf<InvariantException>());
        Assert.That(world.IsAlive(new Entity(int.MaxValue, 1)), Is.False);
        Assert.That(world.IsAlive(new Entity(-1, 1)), Is.False);
        Assert.That(world.IsAlive(Entity.None), Is.False);
    }

    [Test]
    public void StructuralChange_WhileIterating_IsAnInvariantFailure()
    {
        EntityWorld world = new(Components.Registry);
        Entity entity = world.Create(new Health(1));
        EntityWorld other = new(Components.Registry);
        byte[] saved = world.Saved();
        Action[] changes =
        [
            () => world.Create(),
            () => world.Destroy(entity),
            () => world.Add(entity, default(Frozen)),
            () => world.Remove<Health>(entity),
            () => world.Load(saved),
            () => other.CopyTo(world),
        ];

        foreach (Action change in changes)
        {
            Assert.That(() => world.Query(in Any, (ref Health _) => change()), Throws.TypeOf<InvariantException>());
            Assert.That(() => InChunks(world, change), Throws.TypeOf<InvariantException>());
            Assert.That(() => InEntities(world, change), Throws.TypeOf<InvariantException>());
        }

        // The failures have ended their iterations: now everything works.
        foreach (Action change in changes[2..])
        {
            Assert.That(change, Throws.Nothing);
        }
    }

    [Test]
    public void CopyTo_OfAnotherRegistry_IsAnInvariantFailure() => Assert.That(
        () => new EntityWorld(Components.Registry).CopyTo(new EntityWorld(Components.Make())),
        Throws.TypeOf<InvariantException>());

    [Test]
    public void CopyTo_Itself_ChangesNothing()
    {
        EntityWorld world = new(Components.Registry);
        world.Create(new Health(1));
        byte[] before = world.Saved();
        world.CopyTo(world);
        Assert.That(world.Saved(), Is.EqualTo(before));
    }

    [Test]
    public void CopyTo_AWorldOfManyOtherTables_MakesRoomForThoseOfTheSource()
    {
        ComponentRegistry registry = new();
        Register<Health>(registry, 11);
        EntityWorld source = new(registry);
        EntityWorld target = new(registry);
        for (ulong signature = 0; signature < Limits.ArchetypesMax; signature++)
        {
            target.Enter(signature, System.Numerics.BitOperations.PopCount(signature));
            source.Enter(signature + 1024, System.Numerics.BitOperations.PopCount(signature + 1024));
        }

        source.CopyTo(target);

        Assert.That(target.Saved(), Is.EqualTo(source.Saved()));
        Assert.That(target.Count, Is.EqualTo(1024));
        Assert.That(() => target.Enter(1, 1), Throws.TypeOf<InvariantException>());
        EntityWorld loaded = new(registry);
        loaded.Load(source.Saved());
        Assert.That(loaded.Digest(), Is.EqualTo(source.Digest()));
    }

    [Test]
    public void SteadyState_ChangesQueriesAndCopies_AllocatesNothing()
    {
        EntityWorld world = new(Components.Registry);
        EntityWorld copy = new(Components.Registry);
        CommandBuffer commands = new(Components.Registry);
        for (int i = 0; i < 500; i++)
        {
            world.Create(new Health(i), default(Position));
        }

        QueryAction<Health> heal = (ref Health health) => health.Points++;
        void Tick()
        {
            Entity made = world.Create(new Health(1), default(Frozen));
            world.Add(made, default(Velocity));
            world.Remove<Frozen>(made);
            world.Query(new QueryDescription().WithAll<Position>().WithNone<Frozen>(), heal);
            foreach (Entity entity in world.ById(new QueryDescription().WithAll<Velocity, Health>()))
            {
                commands.Destroy(entity);
            }

            Entity next = commands.Create();
            commands.Add(next, new Health(2));
            commands.Add(next, default(Velocity));
            commands.Play(world);
            world.CopyTo(copy);
        }

        for (int i = 0; i < 100; i++)
        {
            Tick();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Tick();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void InChunks(EntityWorld world, Action change)
    {
        foreach (Chunk chunk in world.Chunks(in Any))
        {
            Assert.That(chunk.Count, Is.Positive);
            change();
        }
    }

    private static void InEntities(EntityWorld world, Action change)
    {
        foreach (Entity entity in world.ById(in Any))
        {
            Assert.That(world.IsAlive(entity), Is.True);
            change();
        }
    }

    private static void Register<T>(ComponentRegistry registry, int count)
        where T : unmanaged
    {
        registry.Register<T>($"type {count}");
        if (count > 1)
        {
            Register<Nested<T>>(registry, count - 1);
        }
    }

    private record struct Nested<T>(T Value)
        where T : unmanaged;
}
