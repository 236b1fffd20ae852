using System.Runtime.InteropServices;

namespace Hearsay.Simulation;

/// <summary>The tallies of one round's elections: who voted, and which witnesses each voter did not decide.</summary>
internal sealed class RoundTallies(int words)
{
    private readonly List<long> _voters = [];
    private readonly List<int> _votingRounds = [];
    private readonly List<ulong> _weak = [];
    private readonly ulong[] _contested = new ulong[words];

    /// <summary>The voters' event numbers.</summary>
    public ReadOnlySpan<long> Voters => CollectionsMarshal.AsSpan(_voters);

    /// <summary>Notes the witnesses among 64 lanes that a voter does not decide.</summary>
    public void Note(long voter, int votingRound, int word, ulong weak)
    {
        if (_voters.Count == 0 || _voters[^1] != voter)
        {
            _voters.Add(voter);
            _votingRounds.Add(votingRound);
            for (int i = 0; i < words; i++)
            {
                _weak.Add(0);
            }
        }

        _weak[((_voters.Count - 1) * words) + word] = weak;
        _contested[word] |= weak;
    }

    /// <summary>True when some voter decides a witness and some voter does not.</summary>
    public bool IsContested(int lane) => (_contested[lane >> 6] >> (lane & 63) & 1) != 0;

    /// <summary>True when the voter of this index decides the witness of a lane.</summary>
    public bool Decides(int voter, int lane) => (_weak[(voter * words) + (lane >> 6)] >> (lane & 63) & 1) == 0;

    /// <summary>
    /// The voting round in which the last of the witnesses was decided first; null while one is open.
    /// </summary>
    public int? DecidedBy()
    {
        if (_voters.Count == 0)
        {
            return null;
        }

        Span<ulong> open = stackalloc ulong[words];
        open.Fill(ulong.MaxValue);
        int last = -1;
        for (int i = 0; i < _voters.Count; i++)
        {
            bool closes = false;
            bool isOpen = false;
            for (int word = 0; word < words; word++)
            {
                ulong weak = _weak[(i * words) + word];
                closes |= (open[word] & ~weak) != 0;
                open[word] &= weak;
                isOpen |= open[word] != 0;
            }

            last = closes ? Math.Max(last, _votingRounds[i]) : last;
            if (!isOpen)
            {
                return last;
            }
        }

        return null;
    }

    public void Clear()
    {
        _voters.Clear();
        _votingRounds.Clear();
        _weak.Clear();
        Array.Clear(_contested);
    }
}
