using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Keeps a restarted member from branching: without its own latest events it would create others in their place. It
/// asks everybody what they have of it; they answer with their frontier and the events.
/// </summary>
/// <remarks>
/// It may go on once a supermajority (itself included) has answered and everything that those claim is here. An event
/// that only others hold would still be made anew, so it also waits for the rest, but not for ever: who is gone does
/// not answer, and a false claim cannot be backed with signed events. An own event that came in without its parents is
/// proof that the chain goes on: until they are here nothing is created, and when nobody has them, nothing for the rest
/// of the epoch. A member that is silent loses less than one that branched.
/// </remarks>
internal sealed class ResumeGate
{
    private const int AskMs = 250;
    private const int NoAnswer = -2;
    private const int RequestBytesMax = 16;

    private readonly EngineParts _parts;
    private readonly AntiEntropy _antiEntropy;
    private readonly int[] _claims;
    private readonly uint _mark;
    private Micros _askAt;
    private Micros _enoughAt = Schedules.Never;
    private int _highestAtAsk = NoAnswer;
    private int _provenHighest = NoAnswer;

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
            if (i != _parts.Self.Value && !IsSatisfied(i))
            {
                Ask(new MemberIndex(i), _claims[i]);
            }
        }

        _highestAtAsk = OwnHighest;
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

    private bool IsSatisfied(int member) => _claims[member] != NoAnswer && _claims[member] <= OwnHighest;

    /// <summary>
    /// Asks again, and for the claimed event itself when nothing came of the claim: it may wait there for parents that
    /// nobody has.
    /// </summary>
    private void Ask(MemberIndex peer, int claim)
    {
        _antiEntropy.AskAbout(_parts.Self, peer, _mark);
        bool isStuck = claim > OwnHighest && OwnHighest == _highestAtAsk;
        if (isStuck && _parts.Known.Find(_parts.Self, new Sequence(claim)) < 0)
        {
            Span<byte> body = stackalloc byte[RequestBytesMax];
            int length = RequestMessage.Write(body, new EventRange(_parts.Self, new Sequence(claim), 1));
            _parts.Outbox.Add(peer, MessageKind.Request, body[..length]);
        }
    }

    private bool IsEnough()
    {
        _provenHighest = Math.Max(_provenHighest, _parts.Known.HighestKept(_parts.Self).Value);
        long satisfied = _parts.Roster.WeightOf(_parts.Self);
        bool areAll = true;
        for (int i = 0; i < _claims.Length; i++)
        {
            bool isSatisfied = IsSatisfied(i);
            satisfied += isSatisfied ? _parts.Roster.WeightOf(new MemberIndex(i)) : 0;
            areAll &= isSatisfied || i == _parts.Self.Value;
        }

        if (!_parts.Roster.IsSupermajority(satisfied))
        {
            return false;
        }

        _enoughAt = Schedules.Min(_enoughAt, _parts.Now);
        bool hasSettled = areAll || _parts.Now - _enoughAt > Schedules.FromMs(Limits.ResumeSettleMs);
        return hasSettled && _provenHighest <= OwnHighest;
    }
}
