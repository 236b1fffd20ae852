namespace Hearsay.Simulation;

/// <summary>
/// The actions of a crowd: when each member submits its next one, those that wait for its next event, and when each
/// that is in an event was submitted, by its number over the whole crowd.
/// </summary>
internal sealed class CrowdActions
{
    private readonly CrowdOptions _options;
    private readonly Dice _dice;
    private readonly long[] _next;
    private readonly Queue<long>[] _waiting;
    private long[] _submitted = new long[1 << 12];

    public CrowdActions(CrowdOptions options)
    {
        _dice = new Dice(options.Seed, "actions");
        _options = options;
        _next = new long[options.Members];
        _waiting = new Queue<long>[options.Members];
        for (int i = 0; i < options.Members; i++)
        {
            _waiting[i] = new Queue<long>();
            _next[i] = After(0);
        }
    }

    /// <summary>Actions that members submitted.</summary>
    public long Submitted { get; private set; }

    /// <summary>Actions refused because too many waited.</summary>
    public long Refused { get; private set; }

    /// <summary>Actions in events.</summary>
    public long Sent { get; private set; }

    /// <summary>How many wait at a member at a time, those included that it submits by then.</summary>
    public int WaitingAt(int member, long now)
    {
        Queue<long> waiting = _waiting[member];
        while (_next[member] <= now)
        {
            Submitted++;
            if (waiting.Count < CrowdLimits.WaitingActionsMax)
            {
                waiting.Enqueue(_next[member]);
            }
            else
            {
                Refused++;
            }

            _next[member] = After(_next[member]);
        }

        return waiting.Count;
    }

    /// <summary>
    /// When a member has an action for its next event: now, while one waits, else when it submits the next.
    /// </summary>
    public long NextFor(int member, long now) => _waiting[member].Count > 0 ? now : _next[member];

    /// <summary>No member submits any more from a time on.</summary>
    public void Stop(long now)
    {
        for (int i = 0; i < _next.Length; i++)
        {
            WaitingAt(i, now);
            _next[i] = long.MaxValue;
        }
    }

    /// <summary>
    /// When a member submits its next action after a time: at random, so that the mean is the rate (a Poisson process,
    /// which may be drawn anew at the borders of a burst).
    /// </summary>
    private long After(long time)
    {
        while (true)
        {
            bool isBurst = _options.BurstPerSThousandths > 0
                && time >= _options.BurstFromMicros && time < _options.BurstUntilMicros;
            long border = time < _options.BurstFromMicros ? _options.BurstFromMicros
                : isBurst ? _options.BurstUntilMicros
                : long.MaxValue;
            border = _options.BurstPerSThousandths > 0 ? border : long.MaxValue;
            int rate = isBurst ? _options.BurstPerSThousandths : _options.ActionsPerSThousandths;
            long next = rate == 0 ? long.MaxValue : time + 1 + _dice.Exponential(1_000_000_000L / rate);
            if (next < border || border == long.MaxValue)
            {
                return next;
            }

            time = border;
        }
    }

    /// <summary>Takes so many waiting actions into an event; returns the number of the first.</summary>
    public long Take(int member, int count)
    {
        long first = Sent;
        for (int i = 0; i < count; i++)
        {
            if (Sent == _submitted.Length)
            {
                Array.Resize(ref _submitted, 2 * _submitted.Length);
            }

            _submitted[Sent++] = _waiting[member].Dequeue();
        }

        return first;
    }

    /// <summary>When an action that is in an event was submitted, in microseconds from the start.</summary>
    public long SubmittedAt(long number) => _submitted[number];
}
