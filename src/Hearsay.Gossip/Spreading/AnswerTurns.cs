using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Who is answered beyond its own part of the upload: few at a time, each for a moment, and everybody who asks once
/// before anybody twice. Where all ask for the same, those who have got it soon answer the others; served side by side,
/// all would get it last.
/// </summary>
internal sealed class AnswerTurns(int members)
{
    /// <summary>Peers at a time: while one's next question is on its way, the others keep the upload busy.</summary>
    public const int AtOnce = 3;

    /// <summary>Longest turn, milliseconds: a hundred events and more on a home line.</summary>
    public const int TurnMs = 1_000;

    /// <summary>
    /// Without a question for so long, milliseconds, a turn is over: the longest round trips are shorter.
    /// </summary>
    public const int IdleMs = 400;

    private readonly (int Peer, Micros Until)[] _turns = [.. Enumerable.Repeat((-1, default(Micros)), AtOnce)];
    private readonly Micros[] _askedAt = [.. Enumerable.Repeat(new Micros(long.MinValue / 2), members)];
    private readonly bool[] _hadTurn = new bool[members];

    /// <summary>True while it is a peer's turn, or when it becomes it; the peer asks for something now.</summary>
    public bool IsTurnOf(MemberIndex peer, Micros now)
    {
        int free = -1;
        bool hasTurn = false;
        for (int i = 0; i < _turns.Length; i++)
        {
            bool isOver = _turns[i].Peer < 0 || now >= _turns[i].Until || IsIdle(_turns[i].Peer, now);
            hasTurn |= !isOver && _turns[i].Peer == peer.Value;
            free = isOver ? i : free;
        }

        _askedAt[peer.Value] = now;
        if (hasTurn || free < 0 || (_hadTurn[peer.Value] && !TryBeginAnew(now)))
        {
            return hasTurn;
        }

        _turns[free] = (peer.Value, now + Schedules.FromMs(TurnMs));
        _hadTurn[peer.Value] = true;
        return true;
    }

    /// <summary>When all who ask had their turn, everybody may have another.</summary>
    private bool TryBeginAnew(Micros now)
    {
        for (int i = 0; i < members; i++)
        {
            if (!_hadTurn[i] && !IsIdle(i, now))
            {
                return false;
            }
        }

        _hadTurn.AsSpan().Clear();
        return true;
    }

    private bool IsIdle(int peer, Micros now) => now - _askedAt[peer] > Schedules.FromMs(IdleMs);
}
