using System.Numerics;
using System.Runtime.InteropServices;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// When each member of a crowd knows that a round is decided, from the one graph that all share.
///
/// A member decides a witness x when the first witness arrives whose tally of the votes on x is a supermajority; that
/// tally depends on the voter's ancestors alone and so is the same in every view. A voter that has not got x among its
/// ancestors tallies no votes for it, and decides it, too. So a member knows round r decided at the latest, over all
/// witnesses x of r, of the earliest arrival there of a voter that decides x, and not before it knew round r - 1.
///
/// This is exact once that time has passed at every member, because what is created later arrives later; the graph
/// reports every tally (<see cref="IElectionObserver"/>) until the round is taken, and it is held back until then. Who
/// is cut off cannot be waited for: three rounds after the decision the round is taken in any case, and for a member
/// that still does not know it the time is that by the voters so far, which is exact or late.
/// </summary>
internal sealed class DecisionTimes : IElectionObserver
{
    // Voting rounds after the one that decided last, before a round is clear in any case.
    private const int SettlingRounds = 3;

    // A round that is not clear is looked at again after this, or when its last member should know it.
    private const long AskAgainMicros = 50_000;

    private readonly CrowdEvents _events;
    private readonly ArrivalRows _rows;
    private readonly int _words;
    private readonly Dictionary<int, RoundTallies> _rounds = [];
    private readonly Stack<RoundTallies> _pool = new();
    private readonly int[] _known;
    private readonly int[] _next;
    private readonly int[] _earliest;
    private long _askAgainAt;

    public DecisionTimes(CrowdEvents events, ArrivalRows rows)
    {
        _events = events;
        _rows = rows;
        _words = rows.Stride / 64;
        _known = new int[rows.Stride];
        _earliest = new int[rows.Stride];
        _next = new int[rows.Stride];
    }

    /// <summary>The number of the event that is being inserted.</summary>
    public long CurrentEvent { get; set; }

    /// <summary>
    /// For each member when it knows the round that became clear last, in microseconds from the start;
    /// <see cref="ArrivalRows.Missing"/> when that is still open.
    /// </summary>
    public ReadOnlySpan<int> Known => _known;

    /// <inheritdoc/>
    public void Tallied(int round, int word, (int Round, int Member) voter, ulong weak)
    {
        if (!_rounds.TryGetValue(round, out RoundTallies? tallies))
        {
            tallies = _pool.Count > 0 ? _pool.Pop() : new RoundTallies(_words);
            _rounds.Add(round, tallies);
        }

        tallies.Note(CurrentEvent, voter.Round, word, weak);
    }

    /// <summary>
    /// True when it is clear when each member knows a round decided: <see cref="Known"/> then is about that round.
    /// Rounds are asked about in order, each until it is clear.
    /// </summary>
    public bool IsClear(int round, int highestRound, long now)
    {
        if (now < _askAgainAt || !_rounds.TryGetValue(round, out RoundTallies? tallies)
            || tallies.DecidedBy() is not int decidedBy)
        {
            return false;
        }

        WorkOut(tallies);
        int latest = ArrivalRows.LatestOf(_next);
        if (latest > now && highestRound < decidedBy + SettlingRounds)
        {
            _askAgainAt = Math.Min(latest, now + AskAgainMicros);
            return false;
        }

        _next.CopyTo(_known, 0);
        _askAgainAt = 0;
        return true;
    }

    /// <summary>Forgets all rounds up to one.</summary>
    public void Drop(int round)
    {
        foreach (int old in _rounds.Keys.Where(number => number <= round).ToArray())
        {
            _rounds[old].Clear();
            _pool.Push(_rounds[old]);
            _rounds.Remove(old);
        }
    }

    private void WorkOut(RoundTallies tallies)
    {
        _known.CopyTo(_next, 0);
        ReadOnlySpan<long> voters = tallies.Voters;
        Earliest(voters, tallies, -1);
        Raise();
        for (int lane = 0; lane < _words * 64; lane++)
        {
            if (tallies.IsContested(lane))
            {
                Earliest(voters, tallies, lane);
                Raise();
            }
        }
    }

    /// <summary>The earliest arrivals of the voters that decide a lane's witness; of all voters for lane -1.</summary>
    private void Earliest(ReadOnlySpan<long> voters, RoundTallies tallies, int lane)
    {
        _earliest.AsSpan().Fill(ArrivalRows.Missing);
        for (int i = 0; i < voters.Length; i++)
        {
            if (lane < 0 || tallies.Decides(i, lane))
            {
                Lower(_rows[_events[voters[i]].Row]);
            }
        }
    }

    private void Lower(ReadOnlySpan<int> row)
    {
        Span<Vector<int>> to = MemoryMarshal.Cast<int, Vector<int>>(_earliest.AsSpan());
        ReadOnlySpan<Vector<int>> from = MemoryMarshal.Cast<int, Vector<int>>(row);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Vector.Min(to[i], from[i]);
        }
    }

    private void Raise()
    {
        Span<Vector<int>> to = MemoryMarshal.Cast<int, Vector<int>>(_next.AsSpan());
        ReadOnlySpan<Vector<int>> from = MemoryMarshal.Cast<int, Vector<int>>(_earliest.AsSpan());
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Vector.Max(to[i], from[i]);
        }
    }
}
