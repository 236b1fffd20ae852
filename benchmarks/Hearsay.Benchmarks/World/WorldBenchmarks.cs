using System.Buffers;
using BenchmarkDotNet.Attributes;
using Hearsay.Session;
using Hearsay.World;

namespace Hearsay.Benchmarks.World;

/// <summary>What a peer does with its world: simulate, copy for prediction, hash, save.</summary>
[MemoryDiagnoser]
public class WorldBenchmarks
{
    private CrowdedWorld _crowd = null!;
    private VoxelWorld _copy = null!;
    private ArrayBufferWriter<byte> _saved = null!;

    [Params(10, 100, 1_000)]
    public int Players { get; set; }

    [GlobalSetup]
    public void Build()
    {
        _crowd = new CrowdedWorld(Players);
        _copy = _crowd.World.CreateSibling();
        _crowd.World.CopyTo(_copy);
        _saved = new ArrayBufferWriter<byte>();
        _crowd.World.Save(_saved);
    }

    [Benchmark]
    public void Tick() => _crowd.Step();

    [Benchmark]
    public void Copy() => _crowd.World.CopyTo(_copy);

    [Benchmark]
    public StateDigest Digest() => _crowd.World.Digest();

    /// <summary>The digest when about ten chunks have changed since the last one.</summary>
    [Benchmark]
    public StateDigest DigestAfterEdits() => _crowd.World.Digest();

    [IterationSetup(Target = nameof(DigestAfterEdits))]
    public void Edit()
    {
        _crowd.World.Digest();
        _crowd.Dig(10);
    }

    [Benchmark]
    public int Save()
    {
        _saved.ResetWrittenCount();
        _crowd.World.Save(_saved);
        return _saved.WrittenCount;
    }

    [Benchmark]
    public void Load() => _copy.Load(new ReadOnlySequence<byte>(_saved.WrittenMemory));
}
