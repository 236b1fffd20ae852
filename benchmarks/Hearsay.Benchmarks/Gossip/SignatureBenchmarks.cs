using BenchmarkDotNet.Attributes;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Benchmarks.Gossip;

/// <summary>Signing an event and checking a signature: the largest part of an event's cost at every peer.</summary>
[MemoryDiagnoser]
public class SignatureBenchmarks : IDisposable
{
    private readonly byte[] _signature = new byte[P256Verifier.SignatureBytes];
    private PlayerKey? _key;
    private P256Signer? _signer;
    private P256Verifier? _verifier;

    [GlobalSetup]
    public void Open()
    {
        _key = PlayerKey.Create();
        _signer = new P256Signer(_key);
        _verifier = new P256Verifier([_key.Public]);
        Sign();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _verifier?.Dispose();
        _signer?.Dispose();
        _key?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Sign() => _signer!.Sign(default, _signature);

    [Benchmark]
    public bool Verify() => _verifier!.Verify(new MemberIndex(0), default, _signature);
}
