using BenchmarkDotNet.Attributes;
using Hearsay.Ecs;

namespace Hearsay.Benchmarks.Ecs;

/// <summary>What is done to one entity in a world of many.</summary>
[MemoryDiagnoser]
public class EntityBenchmarks
{
    private readonly EntityWorld _world = BenchmarkWorld.Moving(10_000);
    private readonly CommandBuffer _commands;
    private readonly Entity _entity;

    public EntityBenchmarks()
    {
        _commands = new CommandBuffer(_world.Registry);
        _entity = _world.Create(new Place(1), new Pace(1));
    }

    [Benchmark]
    public long Get() => _world.Get<Place>(_entity).Value;

    [Benchmark]
    public void CreateAndDestroy() => _world.Destroy(_world.Create(new Place(1), new Pace(1)));

    [Benchmark]
    public void AddAndRemove()
    {
        _world.Add(_entity, new Small1(1));
        _world.Remove<Small1>(_entity);
    }

    [Benchmark]
    public void RecordAndPlay()
    {
        _commands.Add(_entity, new Small1(1));
        _commands.Remove<Small1>(_entity);
        _commands.Play(_world);
    }
}
