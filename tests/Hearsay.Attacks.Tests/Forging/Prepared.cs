namespace Hearsay.Attacks.Tests;

/// <summary>
/// Makes the first datagrams before the attack begins: signing thousands of events a second takes processor time that
/// a real attacker spends on a machine of his own. After them it goes on as it comes.
/// </summary>
internal sealed class Prepared : IForgery
{
    private readonly IForgery _forgery;
    private readonly byte[][] _ready;
    private int _next;

    public Prepared(IForgery forgery, int count)
    {
        _forgery = forgery;
        _ready = [.. Enumerable.Range(0, count).Select(_ => forgery.Next().ToArray())];
    }

    public ReadOnlySpan<byte> Next() => _next < _ready.Length ? _ready[_next++] : _forgery.Next();
}
