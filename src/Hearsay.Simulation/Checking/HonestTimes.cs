using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// While fewer than a third of the members lie, an event's consensus timestamp lies between the first and the last
/// moment at which an honest member can have received it, by the honest members' own clocks.
/// </summary>
/// <remarks>
/// First moment: when the event was made, on the honest clock that is most behind. Last: when an honest member that had
/// it made its next event, on that member's clock. Published timestamps increase strictly, so an event may also be
/// pushed a microsecond behind the one before it. The last moment is not checked for a member that was proven to have
/// branched: nobody names its events any more, so they are received when somebody else's lead back to them.
/// </remarks>
internal sealed class HonestTimes(Stage stage, HonestChains chains) : SessionWatcher
{
    /// <summary>Ages are told in units of 100 µs, and rounded at several members.</summary>
    private const long RoundingMicros = 1_000;

    private readonly Dictionary<long, (long First, long Last)> _ranges = [];
    private readonly List<long>[] _fresh = [.. stage.Hosts.Select(_ => new List<long>())];
    private Round _checkedUpTo;
    private long _previousMicros;

    /// <summary>Timestamps checked.</summary>
    public long Checked { get; private set; }

    public override void Started(Host host, bool hasDisk) => _fresh[host.Node].Clear();

    public override void OwnEvent(Host host, ReadOnlySpan<byte> eventBytes)
    {
        EventHead head = EventHead.Read(eventBytes);
        long last = long.MinValue;
        if (host.IsHonest)
        {
            last = head.CreatedAtMicros;
            Flush(host, last);
        }

        if (_ranges.TryGetValue(head.Key, out (long First, long Last) known))
        {
            _ranges[head.Key] = (known.First, Math.Max(known.Last, last));
        }
        else
        {
            _ranges.Add(head.Key, (stage.Honest.Min(h => h.Now.Value), last));
        }
    }

    public override void AcceptedEvent(Host host, ReadOnlySpan<byte> eventBytes)
    {
        if (host.IsHonest)
        {
            _fresh[host.Node].Add(EventHead.Read(eventBytes).Key);
        }
    }

    public override void RoundDecided(Host host, in DecidedRound decided)
    {
        if (!host.IsHonest || decided.Ordered.Round <= _checkedUpTo)
        {
            return;
        }

        _checkedUpTo = decided.Ordered.Round;
        foreach (ref readonly OrderedEvent next in decided.Ordered.Events)
        {
            Check(decided.Ordered.Round, next);
            _previousMicros = next.Timestamp.Value;
        }
    }

    private void Check(Round round, in OrderedEvent next)
    {
        long key = EventHead.KeyOf(next.Creator.Value, next.Sequence.Value);
        if (!_ranges.Remove(key, out (long First, long Last) range))
        {
            return;
        }

        Checked++;
        long time = next.Timestamp.Value;
        bool isTooEarly = time < range.First - RoundingMicros;
        bool isTooLate = time > range.Last + RoundingMicros && time > _previousMicros + 1
            && !chains.Proven.Contains(next.Creator.Value);
        if (isTooEarly || isTooLate)
        {
            stage.Violate(
                "timestamp",
                $"round {round.Number}: m{next.Creator.Value}#{next.Sequence.Value} "
                + $"has {time - LocalClock.StartMicros} µs, "
                + $"honest members received it from {range.First - LocalClock.StartMicros} "
                + $"to {range.Last - LocalClock.StartMicros}");
        }
    }

    private void Flush(Host host, long lastMicros)
    {
        foreach (long key in _fresh[host.Node])
        {
            if (_ranges.TryGetValue(key, out (long First, long Last) range) && range.Last < lastMicros)
            {
                _ranges[key] = (range.First, lastMicros);
            }
        }

        _fresh[host.Node].Clear();
    }
}
