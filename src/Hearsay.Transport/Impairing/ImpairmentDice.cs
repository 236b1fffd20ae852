using Hearsay.Hashgraph;

namespace Hearsay.Transport;

/// <summary>Draws what happens to each datagram. Equal seeds, equal fates. One thread at a time.</summary>
internal sealed class ImpairmentDice(Impairment impairment, ulong seed)
{
    private ulong _state = seed;

    /// <summary>False when the datagram is lost; otherwise how long it is on its way.</summary>
    public bool TryRoll(out Micros onTheWay)
    {
        onTheWay = default;
        if (Below(Impairment.Million) < (ulong)impairment.LossPerMillion)
        {
            return false;
        }

        long jitter = impairment.Jitter.Value;
        long offset = jitter == 0 ? 0 : (long)Below((ulong)((2 * jitter) + 1)) - jitter;
        onTheWay = new Micros(Math.Max(0, impairment.Delay.Value + offset));
        return true;
    }

    /// <summary>Uniform in 0 … bound-1; the bias of the multiplication is far below what a network shows.</summary>
    private ulong Below(ulong bound) => Math.BigMul(Next(), bound, out _);

    /// <summary>SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).</summary>
    private ulong Next()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }
}
