namespace Hearsay.Attacks.Tests;

/// <summary>Makes the datagrams of an attack, one after the other. One thread.</summary>
internal interface IForgery
{
    /// <summary>The next datagram; valid until the next call.</summary>
    public ReadOnlySpan<byte> Next();
}
