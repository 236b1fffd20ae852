using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Keeps a restarted member from branching: without its own latest events it would create others in their place. It
/// asks everybody what they have of it; they answer with their frontier and the events. It may go on once a
/// supermajority (itself included) said so and everything they claim is here. A false claim cannot be backed with
/// signed events: claims beyond that supermajority are waited for only a short time.
/// </summary>
internal sealed class ResumeGate
{
    private const int AskMs = 250;
    private const int GraceMs = 2_000;
    private const int NoAnswer = -2;

    private readonly EngineParts _parts;
    private readonly AntiEntropy _antiEntropy;
    private readonly int[] _claims;
    private readonly uint _mark;
    private Micros _askAt;
    private Micros _enoughAt = Schedules.Never;

    public ResumeGate(EngineParts parts, AntiEntropy antiEntropy)
    {
        _parts = parts;
        _antiEntropy = antiEntropy;
        _claims = new int[parts.Roster.Count];
        Array.Fill(_claims, NoAnswer);
        _askAt = parts.Now;

        // 0 marks a frontier that has nothing to do with this; the time tells answers to an earlier run apart.
        _mark = (uint)parts.Now.Value | 1;
        IsOpen = !parts.Setup.Resume || parts.Roster.Count == 1;
    }

    /// <summary>True when own events may be created.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>When there is something to do.</summary>
    public Micros NextDue() => IsOpen ? Schedules.Never : _askAt;

    /// <summary>Asks those who have not answered, and looks whether enough have.</summary>
    public void Run()
    {
        if (IsOpen)
        {
            return;
        }

        IsOpen = IsEnough();
        if (IsOpen || _parts.Now < _askAt)
        {
            return;
        }

        _askAt = _parts.Now + Schedules.FromMs(AskMs);
        for (int i = 0; i < _claims.Length; i++)
        {
            if (i != _parts.Self.Value && (_claims[i] == NoAnswer || _claims[i] > OwnHighest))
            {
                _antiEntropy.AskAbout(_parts.Self, new MemberIndex(i), _mark);
            }
        }
    }

    /// <summary>Takes an answer to the question.</summary>
    public void Take(FrontierMessage frontier, MemberIndex from)
    {
        if (IsOpen || frontier.Asks || frontier.Mark != _mark)
        {
            return;
        }

        while (frontier.TryRead(out MemberIndex creator, out Sequence highest))
        {
            if (creator == _parts.Self)
            {
                _claims[from.Value] = highest.Value;
            }
        }
    }

    private int OwnHighest => _parts.Known.Highest[_parts.Self.Value];

    private bool IsEnough()
    {
        long satisfied = _parts.Roster.WeightOf(_parts.Self);
        bool isClaimOpen = false;
        for (int i = 0; i < _claims.Length; i++)
        {
            bool isSatisfied = _claims[i] != NoAnswer && _claims[i] <= OwnHighest;
            satisfied += isSatisfied ? _parts.Roster.WeightOf(new MemberIndex(i)) : 0;
            isClaimOpen |= _claims[i] > OwnHighest;
        }

        if (!_parts.Roster.IsSupermajority(satisfied))
        {
            return false;
        }

        _enoughAt = Schedules.Min(_enoughAt, _parts.Now);
        return !isClaimOpen || _parts.Now - _enoughAt > Schedules.FromMs(GraceMs);
    }
}
