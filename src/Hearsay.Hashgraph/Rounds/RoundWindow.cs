namespace Hearsay.Hashgraph;

/// <summary>The rounds that still matter: the last decided one and all later ones, in a reused ring.</summary>
internal sealed class RoundWindow(FollowedMember followed)
{
    private readonly List<WitnessRound> _rounds = [];
    private readonly Stack<WitnessRound> _pool = new();
    private readonly Stack<ulong[]> _votePool = new();

    /// <summary>The first round that is kept.</summary>
    public int First { get; private set; } = 1;

    /// <summary>The highest round that has a witness; <see cref="First"/> - 1 when none is kept.</summary>
    public int Last => First + _rounds.Count - 1;

    public WitnessRound this[int number] => _rounds[number - First];

    /// <summary>The round of this number, if it is kept.</summary>
    public bool TryGet(int number, out WitnessRound round)
    {
        bool isKept = number >= First && number <= Last;
        round = isKept ? this[number] : null!;
        return isKept;
    }

    /// <summary>Opens all rounds up to <paramref name="number"/>, and room for their votes.</summary>
    public void OpenUpTo(int number)
    {
        while (Last < number)
        {
            WitnessRound round = _pool.Count > 0 ? _pool.Pop() : new WitnessRound(followed, _votePool);
            round.Reset(Last + 1);
            _rounds.Add(round);
            foreach (WitnessRound earlier in _rounds)
            {
                earlier.OpenVotes(round.Number);
            }
        }
    }

    /// <summary>What the highest round with a witness of a member that did not branch has come to.</summary>
    public RoundProgress Progress()
    {
        int number = Last;
        while (number >= First && this[number].Tally.Present == 0)
        {
            number--;
        }

        if (number < First)
        {
            return new RoundProgress(default, 0, 0, NextIsWitness: followed.LastRound == 0);
        }

        WitnessTally tally = this[number].Tally;
        bool isNext = number > followed.LastRound || followed.Roster.IsSupermajority(tally.StronglySeen);
        return new RoundProgress(new Round(number), tally.Present, tally.Seen, isNext);
    }

    /// <summary>Lets go of all rounds before <paramref name="number"/>.</summary>
    public void DropBefore(int number)
    {
        while (First < number)
        {
            _pool.Push(_rounds[0]);
            _rounds.RemoveAt(0);
            First++;
        }
    }
}
