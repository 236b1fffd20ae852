using Hearsay.Simulation;

namespace Hearsay.Attacks.Tests;

/// <summary>Small datagrams of noise: what somebody sends who knows nothing but an address.</summary>
internal sealed class Noise : IForgery
{
    private const ulong Seed = 8;
    private const int Bytes = 64;

    private readonly byte[] _datagram = new byte[Bytes];

    public Noise()
    {
        Dice dice = new(Seed, "noise");
        for (int i = 0; i < Bytes; i++)
        {
            _datagram[i] = (byte)dice.Next();
        }
    }

    public ReadOnlySpan<byte> Next() => _datagram;
}
