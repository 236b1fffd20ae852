using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// When a member's next event is due.
///
/// The problem: every event is sent to everybody and checked by everybody, and few of them bring the order further. The
/// idea: an event helps when it carries an action, when it is a member's first of a round (a witness), and when it
/// tells the others that a supermajority of a round's witnesses is known, which is what they need for the next round.
/// So events come at those moments, which the graph knows, and not by a clock: with R the highest round in the graph,
/// and *seen* what the own last event sees,
/// - **witness**: it would be a witness: at once. All wait for the slowest third of them;
/// - **supermajority**: a supermajority of R's witnesses is in the graph, and less of it is seen: a moment later,
///   because an event that tells of more witnesses spares another; at once when all are there, and in a small roster;
/// - **further witness**: a supermajority is seen, and another witness of R came: later, since it matters less;
/// - **payload**: actions wait for it: at once;
/// - **fallback**: long after the last own event: in partitions, and when others withhold what they have.
///
/// Never before the minimum interval is over and the bucket of <see cref="CreationBudget"/> has an event; the last
/// three causes leave one in it, so that the first two never wait for them. Where pushing an event takes more of the
/// budget than two delays, these moments pass faster than events can be sent: then one comes per interval of the
/// budget, the members taking turns, and only fewer bytes per event would make that faster.
/// </summary>
internal struct CreationRule
{
    // Below so many members an event at the supermajority comes at once; above so many more a quarter of a delay later.
    private const int FewMembers = 4;
    private const int MembersToQuarter = 28;
    private const int ShareOfDelay = 4;

    // From so many members on a further witness is told of a whole delay later.
    private const int MembersToWhole = 64;

    private const int FallbackDelays = 4;
    private const int StarvedDelays = 2;

    private readonly GossipOptions _options;
    private readonly Roster _roster;
    private CreationBudget _budget;
    private RoundProgress _progress;
    private Micros _createdAt;
    private Micros _supermajorityAt = Schedules.Never;
    private Micros _furtherAt = Schedules.Never;
    private bool _wasRefused;

    /// <summary>The rule for one member, whose last event counts as created at a time.</summary>
    public CreationRule(GossipOptions options, Roster roster, Micros created)
    {
        _options = options;
        _roster = roster;
        _createdAt = created;
        _budget = new CreationBudget(options, roster.Count, created);
    }

    /// <summary>The shortest mean interval that the upload budget carries.</summary>
    public readonly Micros BudgetInterval => _budget.Interval;

    /// <summary>Notes how many bytes a whole push took, packet overhead included.</summary>
    public void NotePushed(long bytes) => _budget.NotePushed(bytes);

    /// <summary>Notes what the graph knows: after each event that entered it, an own one included.</summary>
    public void Observe(in RoundProgress progress, Micros now)
    {
        bool isSameRound = progress.Round == _progress.Round;
        bool hasSupermajority = _roster.IsSupermajority(progress.WitnessWeight);
        bool hasFurther = _roster.IsSupermajority(progress.SeenWeight) && progress.WitnessWeight > progress.SeenWeight;
        _supermajorityAt = Since(hasSupermajority, isSameRound ? _supermajorityAt : Schedules.Never, now);
        _furtherAt = Since(hasFurther, isSameRound ? _furtherAt : Schedules.Never, now);
        _progress = progress;
    }

    /// <summary>Notes that an own event was created; what the graph knows with it is observed next.</summary>
    public void NoteCreated(Micros now)
    {
        _budget.Take(now);
        _createdAt = now;
        _furtherAt = Schedules.Never;
        _wasRefused = false;
    }

    /// <summary>Notes that an own event could not be created: until one is, only the clock asks for it.</summary>
    public void NoteRefused(Micros now)
    {
        _createdAt = now;
        _wasRefused = true;
    }

    /// <summary>
    /// Notes that something is to be ordered from now on: when members take turns, this one's comes this share of an
    /// interval later.
    /// </summary>
    public void TakeTurn(Micros now, int turn)
    {
        long interval = _budget.Interval.Value;
        Micros counted = new(now.Value - interval + (interval * turn / _roster.Count));
        _createdAt = Schedules.Max(_createdAt, counted);
    }

    /// <summary>When the next event is due; a time that is past when it is due now.</summary>
    public readonly Micros Due(in CreationNeed need)
    {
        Micros interval = _budget.Interval;
        if (need.IsSlowed)
        {
            double slowMs = Math.Max(_options.UnheardIntervalMs, _options.HeartbeatMs);
            return _createdAt + Schedules.Max(Schedules.FromMs(slowMs), interval);
        }

        Micros least = Minimum(need.MedianDelay);
        if (need.IsActive && IsStarved(need.MedianDelay))
        {
            return _createdAt + Schedules.Max(interval, least);
        }

        Micros urgent = Schedules.Max(UrgentAt(need), _budget.WhenHas(1));
        Micros patient = Schedules.Max(Schedules.Min(PatientAt(need), ByClock(need)), _budget.WhenHas(2));
        return Schedules.Max(Schedules.Min(urgent, patient), _createdAt + least);
    }

    /// <summary>True when so much of the budget goes into one event that progress cannot set the pace.</summary>
    public readonly bool IsStarved(Micros medianDelay) => _budget.Interval > StarvedFrom(medianDelay);

    /// <summary>True when that is so however few parents the events name.</summary>
    public readonly bool StaysStarved(Micros medianDelay) =>
        IsStarved(medianDelay)
        && CreationBudget.LeastInterval(_options, _roster.Count) > StarvedFrom(medianDelay);

    private static Micros StarvedFrom(Micros medianDelay) =>
        new(StarvedDelays * Math.Max(medianDelay.Value, Schedules.FromMs(Limits.StarvedDelayMsMin).Value));

    /// <summary>The least time between two events.</summary>
    private readonly Micros Minimum(Micros medianDelay) => _options.MinimumIntervalMs is { } ms
        ? Schedules.Max(Schedules.FromMs(ms), new Micros(1))
        : UsualMinimum(medianDelay);

    private static Micros UsualMinimum(Micros medianDelay)
    {
        Micros least = Schedules.FromMs(Limits.MinimumIntervalMsLeast);
        Micros most = Schedules.FromMs(Limits.MinimumIntervalMsMost);
        Micros quarter = new(medianDelay.Value / ShareOfDelay);
        return medianDelay.Value == 0 ? most : Schedules.Min(Schedules.Max(quarter, least), most);
    }

    /// <summary>When the next event is due as a witness, or for a supermajority in the graph.</summary>
    private readonly Micros UrgentAt(in CreationNeed need)
    {
        if (!need.IsActive || _wasRefused)
        {
            return Schedules.Never;
        }

        if (_progress.NextIsWitness)
        {
            return Has(CreationCauses.Witness) ? _createdAt : Schedules.Never;
        }

        if (_supermajorityAt == Schedules.Never || _roster.IsSupermajority(_progress.SeenWeight)
            || !Has(CreationCauses.Supermajority))
        {
            return Schedules.Never;
        }

        int quarters = Math.Clamp(_roster.Count - FewMembers, 0, MembersToQuarter);
        long wait = need.MedianDelay.Value * quarters / (ShareOfDelay * MembersToQuarter);
        return _progress.WitnessWeight == _roster.TotalWeight ? _createdAt : new Micros(_supermajorityAt.Value + wait);
    }

    /// <summary>When the next event is due for a payload or a further witness.</summary>
    private readonly Micros PatientAt(in CreationNeed need)
    {
        if (!need.IsActive || _wasRefused)
        {
            return Schedules.Never;
        }

        if (need.HasPayload && Has(CreationCauses.Payload))
        {
            return _createdAt + PayloadWait(need.MedianDelay);
        }

        long wait = need.MedianDelay.Value * Math.Min(_roster.Count, MembersToWhole) / MembersToWhole;
        return _furtherAt == Schedules.Never || !Has(CreationCauses.FurtherWitness)
            ? Schedules.Never
            : new Micros(_furtherAt.Value + wait);
    }

    /// <summary>
    /// How long after the last event one comes for a payload: as soon as one may. But where the options allow one at
    /// any time, for throughput, something always waits, and had better fill the events that come anyway.
    /// </summary>
    private readonly Micros PayloadWait(Micros medianDelay) => _options.MinimumIntervalMs is 0
        ? Schedules.Max(UsualMinimum(medianDelay), new Micros(FallbackDelays * medianDelay.Value))
        : default;

    /// <summary>When it is due whatever else happens.</summary>
    private readonly Micros ByClock(in CreationNeed need)
    {
        Micros heartbeat = _options.HeartbeatMs > 0
            ? _createdAt + Schedules.FromMs(_options.HeartbeatMs)
            : Schedules.Never;
        if (!need.IsActive || !Has(CreationCauses.Fallback))
        {
            return heartbeat;
        }

        Micros long4 = new(FallbackDelays * need.MedianDelay.Value);
        return Schedules.Min(heartbeat, _createdAt + Schedules.Max(long4, Schedules.FromMs(Limits.FallbackMsMin)));
    }

    private readonly bool Has(CreationCauses cause) => (_options.Causes & cause) != 0;

    private static Micros Since(bool holds, Micros since, Micros now) =>
        !holds ? Schedules.Never : since == Schedules.Never ? now : since;
}
