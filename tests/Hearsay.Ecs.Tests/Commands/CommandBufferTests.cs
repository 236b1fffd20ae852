namespace Hearsay.Ecs.Tests;

public sealed class CommandBufferTests
{
    private static readonly QueryDescription Any = new QueryDescription().WithAll<Health>();

    private readonly EntityWorld _world = new(Components.Registry);
    private readonly CommandBuffer _commands = new(Components.Registry);

    [SetUp]
    public void Forget()
    {
        new EntityWorld(Components.Registry).CopyTo(_world);
        _commands.Clear();
    }

    [Test]
    public void Play_RecordedInAQuery_HappensAfterIt()
    {
        Entity weak = _world.Create(new Health(0));
        Entity strong = _world.Create(new Health(9));
        _world.Query(in Any, (Entity entity, ref Health health) =>
        {
            if (health.Points == 0)
            {
                _commands.Destroy(entity);
            }
            else
            {
                _commands.Add(entity, default(Frozen));
                _commands.Set(entity, new Health(10));
            }
        });

        Assert.That(_world.Count, Is.EqualTo(2));
        Assert.That(_commands.Play(_world), Is.Zero);
        Assert.That(_commands.Count, Is.Zero);
        Assert.That(_world.IsAlive(weak), Is.False);
        Assert.That(_world.Has<Frozen>(strong), Is.True);
        Assert.That(_world.Get<Health>(strong), Is.EqualTo(new Health(10)));
    }

    [Test]
    public void Play_Creations_TakeIndicesInOrderAndAcceptLaterCommands()
    {
        Entity first = _commands.Create();
        _commands.Add(first, new Health(1));
        _commands.Add(first, new Position(new FixedVector(1, 2, 3)));
        Entity second = _commands.Create();
        _commands.Add(second, new Health(2));
        _commands.Set(first, new Health(3));
        _commands.Remove<Position>(first);
        _commands.Add(first, new Owner(Entity.None));

        Assert.That(_commands.Play(_world), Is.Zero);

        Entity made = new(0, 1);
        Assert.That(_world.Get<Health>(made), Is.EqualTo(new Health(3)));
        Assert.That(_world.Has<Position>(made), Is.False);
        Assert.That(_world.Has<Owner>(made), Is.True);
        Assert.That(_world.Get<Health>(new Entity(1, 2)), Is.EqualTo(new Health(2)));
        Assert.That(_world.Count, Is.EqualTo(2));
    }

    [Test]
    public void Play_CreationWithComponents_MakesNoTablesInBetween()
    {
        Entity made = _commands.Create();
        _commands.Add(made, new Health(1));
        _commands.Add(made, default(Animal));
        int before = _world.Archetypes.Count;

        _commands.Play(_world);

        Assert.That(_world.Archetypes.Count, Is.LessThanOrEqualTo(before + 1));
    }

    [Test]
    public void Play_OnWhatIsGone_IsLeftOutAndCounted()
    {
        Entity entity = _world.Create(new Health(1));
        _commands.Remove<Position>(entity);
        _commands.Set(entity, default(Position));
        _commands.Add(entity, new Health(2));
        _commands.Destroy(entity);
        _commands.Destroy(entity);
        _commands.Add(entity, default(Frozen));

        Assert.That(_commands.Play(_world), Is.EqualTo(4));
        Assert.That(_world.Count, Is.Zero);
    }

    [Test]
    public void Play_WhileIterating_IsAnInvariantFailure()
    {
        _world.Create(new Health(1));
        _commands.Create();
        Assert.That(
            () => _world.Query(in Any, (ref Health health) => _commands.Play(_world)),
            Throws.TypeOf<InvariantException>());
    }

    [Test]
    public void Add_OnAStandInOfBefore_IsAnInvariantFailure()
    {
        Entity standIn = _commands.Create();
        _commands.Play(_world);
        Assert.That(() => _commands.Add(standIn, new Health(1)), Throws.TypeOf<InvariantException>());
    }

    [Test]
    public void Play_OnAWorldOfAnotherRegistry_IsAnInvariantFailure() => Assert.That(
        () => _commands.Play(new EntityWorld(Components.Make())), Throws.TypeOf<InvariantException>());

    [Test]
    public void Record_MoreThanTheLimit_IsAnInvariantFailure()
    {
        CommandBuffer full = new(Components.Registry);
        for (int i = 0; i < Limits.CommandsMax; i++)
        {
            full.Destroy(Entity.None);
        }

        Assert.That(() => full.Destroy(Entity.None), Throws.TypeOf<InvariantException>());
    }
}
