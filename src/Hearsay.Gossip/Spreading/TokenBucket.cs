using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>A budget that refills with time: so many units per second, and at most so many saved up.</summary>
internal struct TokenBucket
{
    private const long MicrosPerS = 1_000_000;

    // Keep products with microseconds inside a long.
    private const long PerSMax = 1L << 36;
    private const long BurstMax = 1L << 42;

    private readonly long _perS;
    private readonly long _burst;
    private long _scaledTokens;
    private Micros _filledAt;

    public TokenBucket(long perS, long burst, Micros now)
    {
        _perS = Math.Clamp(perS, 1, PerSMax);
        _burst = Math.Clamp(burst, 1, BurstMax);
        _scaledTokens = _burst * MicrosPerS;
        _filledAt = now;
    }

    /// <summary>Takes units if they are all there.</summary>
    public bool TryTake(long units, Micros now)
    {
        Fill(now);
        if (_scaledTokens < units * MicrosPerS)
        {
            return false;
        }

        _scaledTokens -= units * MicrosPerS;
        return true;
    }

    /// <summary>
    /// Takes units even if they are not all there; what lacks must come in before anything else is. The debt is at most
    /// one burst, however often this is done.
    /// </summary>
    public void TakeAhead(long units, Micros now)
    {
        Fill(now);
        long burst = _burst * MicrosPerS;
        _scaledTokens = Math.Max(-burst, _scaledTokens - (Math.Min(units, _burst) * MicrosPerS));
    }

    /// <summary>True when so many units are there.</summary>
    public bool Has(long units, Micros now)
    {
        Fill(now);
        return _scaledTokens >= units * MicrosPerS;
    }

    /// <summary>When so many units (at most the burst) will be there.</summary>
    public readonly Micros WhenHas(long units)
    {
        long lacking = (Math.Min(units, _burst) * MicrosPerS) - _scaledTokens;
        return lacking <= 0 ? _filledAt : new Micros(_filledAt.Value + (lacking / _perS) + 1);
    }

    private void Fill(Micros now)
    {
        long elapsed = Math.Min((now - _filledAt).Value, MicrosPerS * 60);
        if (elapsed > 0)
        {
            _scaledTokens = Math.Min(_burst * MicrosPerS, _scaledTokens + (elapsed * _perS));
            _filledAt = now;
        }
    }
}
