using BenchmarkDotNet.Attributes;

namespace Hearsay.Benchmarks.Hashgraph;

/// <summary>One event from insertion to its place in the order, by roster size and other-parents.</summary>
[MemoryDiagnoser]
public class InsertionBenchmarks
{
    private const int Events = 4_000;

    private SteadyGraph _graph = new(1, 0);

    [Params("4x3", "32x31", "128x64", "1000x64")]
    public string Shape { get; set; } = "4x3";

    [GlobalSetup]
    public void Warm()
    {
        string[] parts = Shape.Split('x');
        _graph = new SteadyGraph(int.Parse(parts[0]), int.Parse(parts[1]));
        _graph.Run(8 * Events);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long Insert()
    {
        _graph.Run(Events);
        return _graph.Ordered;
    }
}
