using System.Buffers;
using BenchmarkDotNet.Attributes;
using Hearsay.Ecs;

namespace Hearsay.Benchmarks.Ecs;

/// <summary>What is done to a whole world: copied for a rollback, hashed, saved, loaded.</summary>
[MemoryDiagnoser]
public class StateBenchmarks
{
    private readonly EntityWorld _target = BenchmarkWorld.Empty();
    private readonly ArrayBufferWriter<byte> _saved = new();
    private EntityWorld _world = BenchmarkWorld.Empty();

    [Params(100, 1_000)]
    public int Players { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _world = BenchmarkWorld.Players(Players);
        _world.CopyTo(_target);
        _world.Save(_saved);
    }

    [Benchmark]
    public void CopyTo() => _world.CopyTo(_target);

    [Benchmark]
    public WorldDigest Digest() => _world.Digest();

    [Benchmark]
    public int Save()
    {
        _saved.ResetWrittenCount();
        _world.Save(_saved);
        return _saved.WrittenCount;
    }

    [Benchmark]
    public void Load() => _target.Load(new ReadOnlySequence<byte>(_saved.WrittenMemory));
}
