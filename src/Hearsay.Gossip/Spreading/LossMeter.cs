namespace Hearsay.Gossip;

/// <summary>
/// Measures the share of a peer's datagrams that did not arrive, from their numbers: expected against received, over
/// the last thousand or two. A late datagram is no loss, a copy is not counted.
/// </summary>
internal struct LossMeter
{
    private const int WindowBits = 64;
    private const int ExpectedMax = 2_048;

    // With few datagrams one loss must not look like a lot.
    private const int ExpectedMin = 256;

    // Beyond this the sender started over (a restart), or the path was dead: nothing to learn about loss.
    private const int JumpMax = 4_096;

    private uint _highest;
    private ulong _window;
    private int _expected;
    private int _received;
    private bool _started;

    /// <summary>The measured share, in 1/65,535.</summary>
    public readonly ushort Missed => (ushort)(
        Math.Max(0, _expected - _received) * (long)ushort.MaxValue / Math.Max(ExpectedMin, _expected));

    /// <summary>Notes a datagram.</summary>
    public void Note(uint number)
    {
        int ahead = (int)(number - _highest);
        if (!_started || ahead is > JumpMax or < -JumpMax)
        {
            _started = true;
            _highest = number;
            _window = 1;
            return;
        }

        if (ahead > 0)
        {
            _window = ahead >= WindowBits ? 1 : (_window << ahead) | 1;
            _highest = number;
            _expected += ahead;
            _received++;
            Age();
        }
        else if (-ahead < WindowBits && (_window & (1UL << -ahead)) == 0)
        {
            _window |= 1UL << -ahead;
            _received = Math.Min(_received + 1, _expected);
        }
    }

    private void Age()
    {
        if (_expected > ExpectedMax)
        {
            _expected /= 2;
            _received /= 2;
        }
    }
}
