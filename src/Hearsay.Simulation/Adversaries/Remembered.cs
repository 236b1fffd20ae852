namespace Hearsay.Simulation;

/// <summary>Datagrams that somebody has heard: a bounded random sample of all.</summary>
internal sealed class Remembered
{
    private readonly List<byte[]> _datagrams = [];

    /// <summary>How many are remembered.</summary>
    public int Count => _datagrams.Count;

    /// <summary>Takes a copy, in place of another when there are many.</summary>
    public void Add(ReadOnlySpan<byte> datagram, Dice dice)
    {
        if (_datagrams.Count < Limits.RememberedDatagramsMax)
        {
            _datagrams.Add(datagram.ToArray());
        }
        else if (dice.Below(8) == 0)
        {
            _datagrams[dice.Below(_datagrams.Count)] = datagram.ToArray();
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<byte[]> All => _datagrams;

    /// <summary>One of them; there is one.</summary>
    public byte[] Any(Dice dice) => dice.Pick(_datagrams);
}
