using BenchmarkDotNet.Attributes;
using Hearsay.Ecs;

namespace Hearsay.Benchmarks.Ecs;

/// <summary>One pass over two components of every entity, in each of the ways to write it.</summary>
[MemoryDiagnoser]
public class IterationBenchmarks
{
    private static readonly QueryDescription Moving = new QueryDescription().WithAll<Place, Pace>();

    private readonly QueryAction<Place, Pace> _move = (ref Place place, ref Pace pace) => place.Value += pace.Value;

    private EntityWorld _world = BenchmarkWorld.Empty();

    [Params(1_000, 100_000)]
    public int Entities { get; set; }

    [GlobalSetup]
    public void Fill() => _world = BenchmarkWorld.Moving(Entities);

    [Benchmark(Baseline = true)]
    public void Chunks()
    {
        foreach (Chunk chunk in _world.Chunks(in Moving))
        {
            Span<Place> places = chunk.Column<Place>();
            Span<Pace> paces = chunk.Column<Pace>()[..places.Length];
            for (int i = 0; i < places.Length; i++)
            {
                places[i].Value += paces[i].Value;
            }
        }
    }

    [Benchmark]
    public void Delegate() => _world.Query(in Moving, _move);

    [Benchmark]
    public void ById()
    {
        foreach (Entity entity in _world.ById(in Moving))
        {
            _world.Get<Place>(entity).Value += _world.Get<Pace>(entity).Value;
        }
    }
}
