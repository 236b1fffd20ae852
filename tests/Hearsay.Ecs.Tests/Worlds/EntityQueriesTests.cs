namespace Hearsay.Ecs.Tests;

public sealed class EntityQueriesTests
{
    private static QueryDescription Everything => default;

    private readonly EntityWorld _world = new(Components.Registry);
    private readonly List<Entity> _visited = [];

    [SetUp]
    public void Fill()
    {
        new EntityWorld(Components.Registry).CopyTo(_world);
        _visited.Clear();
        _world.Create(new Animal(Mood.Calm, 4, 1), new Owner(Entity.None));
        _world.Create(new Health(1), default(Position));
        _world.Create(new Health(2), default(Position), default(Velocity), new Owner(new Entity(1, 2)));
        _world.Create(new Health(3), default(Position), default(Velocity));
        _world.Create(new Health(4), default(Position), default(Velocity), default(Frozen));
    }

    [Test]
    public void Query_EveryForm_VisitsThoseWithItsTypes()
    {
        int sum = 0;
        _world.Query(Everything, (ref Health a) => sum += a.Points);
        _world.Query(Everything, (ref Health a, ref Velocity b) => sum += 100 * a.Points);
        _world.Query(Everything, (ref Health a, ref Velocity b, ref Frozen c) => sum += 10_000 * a.Points);
        _world.Query(Everything, (ref Health a, ref Velocity b, ref Owner c, ref Position d) =>
            sum += 1_000_000 * a.Points);
        Assert.That(sum, Is.EqualTo(2_040_910));
    }

    [Test]
    public void Query_EveryFormWithEntity_NamesThem()
    {
        _world.Query(Everything, (Entity entity, ref Animal a) => _visited.Add(entity));
        _world.Query(Everything, (Entity entity, ref Health a, ref Frozen b) => _visited.Add(entity));
        _world.Query(Everything, (Entity entity, ref Velocity a, ref Position b, ref Owner c) =>
            _visited.Add(entity));
        _world.Query(Everything, (Entity entity, ref Health a, ref Velocity b, ref Position c, ref Frozen d) =>
            _visited.Add(entity));
        Assert.That(_visited.Select(entity => entity.Index), Is.EqualTo(new[] { 0, 4, 2, 4 }));
    }

    [Test]
    public void Query_Order_IsBySignatureWhateverWasMadeFirst()
    {
        // position = 1, velocity = 2, health = 4, owner = 8, frozen = 32: 5, 7, 15, 39.
        _world.Query(Everything, (Entity entity, ref Health a) => _visited.Add(entity));
        Assert.That(_visited.Select(entity => entity.Index), Is.EqualTo(new[] { 1, 3, 2, 4 }));
    }

    [Test]
    public void Query_WithAllAndWithNone_LeavesOthersOut()
    {
        QueryDescription query = new QueryDescription().WithAll<Health, Velocity, Position>().WithNone<Frozen, Owner>();
        _world.Query(in query, (Entity entity, ref Health a) => _visited.Add(entity));
        Assert.That(_visited.Select(entity => entity.Index), Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public void Chunks_ColumnsAndEntities_HaveOneRowPerEntity()
    {
        QueryDescription query = new QueryDescription().WithAll<Health, Velocity>();
        int chunks = 0;
        foreach (Chunk chunk in _world.Chunks(in query))
        {
            Span<Health> health = chunk.Column<Health>();
            Assert.That(health.Length, Is.EqualTo(chunk.Count).And.EqualTo(chunk.Entities.Length));
            Assert.That(chunk.Has<Frozen>(), Is.EqualTo(_world.Has<Frozen>(chunk.Entities[0])));
            health[0].Points += 10;
            chunks++;
        }

        Assert.That(chunks, Is.EqualTo(3));
        Assert.That(_world.Get<Health>(new Entity(3, 4)).Points, Is.EqualTo(13));
    }

    [Test]
    public void ById_AcrossTables_IsByAscendingIndex()
    {
        foreach (Entity entity in _world.ById(new QueryDescription().WithAll<Position>().WithNone<Frozen>()))
        {
            _visited.Add(entity);
        }

        Assert.That(_visited.Select(entity => entity.Index), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void Description_TooManyOrUnknownTypes_IsAnInvariantFailure()
    {
        QueryDescription eight = new QueryDescription().WithAll<Health, Health, Health, Health>()
            .WithAll<Health, Health, Health, Health>();
        Assert.That(() => eight.WithAll<Owner>(), Throws.TypeOf<InvariantException>());
        Assert.That(
            () => _world.Query(new QueryDescription().WithNone<long>(), (ref Health a) => a.Points++),
            Throws.TypeOf<InvariantException>());
    }
}
