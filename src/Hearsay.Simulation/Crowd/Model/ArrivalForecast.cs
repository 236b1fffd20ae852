using System.Numerics;
using System.Runtime.InteropServices;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Says for a new event when each member will have it together with all its ancestors, at the moment of its creation:
/// an event enters a view when it has arrived and its parents have, so a row of arrivals is the maximum of the way
/// itself and the parents' rows. A whole crowd's views cost a few vector operations per event, and no queue.
///
/// What gets lost is repaired as in gossip.md: by request, when the first event that names the lost one arrives, a
/// reorder delay and a round trip to that event's creator later (more when that gets lost, too); and by repetition,
/// with its creator's next event. Two things are kept simple on the slow side: a member asks only the creator of the
/// first event that names what it lacks, and what passes a healed cut comes at the pace of one peer's upload budget.
/// </summary>
internal sealed class ArrivalForecast
{
    private const uint WayPurpose = 1;
    private const uint LossPurpose = 2;
    private const uint RetryPurpose = 3;
    private const int RequestBytes = 6;
    private const int RetriesMax = 8;
    private const int RetryMarginMicros = 10_000;
    private const int RetryMinMicros = 30_000;
    private const long MicrosPerS = 1_000_000;

    private readonly CrowdOptions _options;
    private readonly CrowdGeography _geography;
    private readonly CrowdEvents _events;
    private readonly ArrivalRows _rows;
    private readonly ArrivalColumns _columns;
    private readonly CrowdCut _cut;
    private readonly uint[] _draws;
    private readonly uint _lostBelow;
    private readonly uint _tripLostBelow;
    private readonly bool _repeats;

    public ArrivalForecast(
        CrowdOptions options,
        CrowdGeography geography,
        CrowdEvents events,
        (ArrivalRows Rows, ArrivalColumns Columns) arrivals,
        CrowdCut cut)
    {
        _options = options;
        _geography = geography;
        _events = events;
        (_rows, _columns) = arrivals;
        _cut = cut;
        _draws = new uint[_rows.Stride];
        long loss = options.Faults.LossPpm;
        _lostBelow = (uint)((loss << 32) / 1_000_000);
        _tripLostBelow = (uint)((((2 * loss) - (loss * loss / 1_000_000)) << 32) / 1_000_000);
        _repeats = loss > options.Gossip.RepeatOneLoss * 1_000_000
            && CreationBudget.CarriesRepeats(options.Gossip, options.Members);
    }

    /// <summary>Bytes of repairs, requests and answers, packet overhead included.</summary>
    public long RepairBytes { get; private set; }

    /// <summary>Called with each arrival (member, event, time) that was not known when the event was created.</summary>
    public Action<int, long, int>? Found { get; set; }

    /// <summary>Fills the row of a new event whose parents are noted.</summary>
    public void Fill(long number)
    {
        ref CrowdEvent created = ref _events[number];
        Span<int> row = _rows[created.Row];
        bool isOutside = created.Creator == _options.OutsideMember;
        if (isOutside)
        {
            row.Fill(ArrivalRows.Missing);
        }
        else
        {
            DrawWays(number, created, row);
        }

        row[created.Creator] = (int)created.CreatedAt;
        created.WasLost = isOutside | Lose(number, created.Creator, row);
        created.OutsideArrival = _options.OutsideMember < 0 ? ArrivalRows.Missing : row[_options.OutsideMember];
        Await(number, row);
        _columns.Add(number, row);
        created.LastArrival = Latest(row, out created.Missing);
    }

    /// <summary>
    /// What it takes to send an event of so many bytes to one other member, what is repeated with it included.
    /// </summary>
    public int PushedBytes(int eventBytes)
    {
        int repeated = _repeats ? eventBytes + Gossip.Limits.MessageFrameBytesMax : 0;
        return EventSizes.Datagram(eventBytes) + (eventBytes + repeated <= Gossip.Limits.EventBytesMax ? repeated : 0);
    }

    /// <summary>An outside event reached a member, or its copy from another did.</summary>
    public void Arrive(long number, int member, int at)
    {
        if (IsAwaited(number) && _rows.At(_events[number].Row, member) == ArrivalRows.Missing)
        {
            Repair(number, member, at, _events[number].Creator);
        }
    }

    private void DrawWays(long number, in CrowdEvent created, Span<int> row)
    {
        ReadOnlySpan<int> delays = _geography.DelaysFrom(new MemberIndex(created.Creator));
        uint jitter = (uint)_options.JitterMaxMicros;
        int now = (int)created.CreatedAt;
        Draws.Fill(Draws.SeedOf(_options.Seed, number, WayPurpose), _draws);
        for (int i = 0; i < delays.Length; i++)
        {
            // The product of two uniform draws: most are small.
            uint late = (((_draws[i] & 0xFFFF) * (_draws[i] >> 16)) >> 16) * jitter >> 16;
            row[i] = now + delays[i] + (int)late;
        }

        row[delays.Length..].Fill(now);
        _cut.Delay(created, delays, row);
    }

    private bool Lose(long number, int creator, Span<int> row)
    {
        if (_lostBelow == 0 || creator == _options.OutsideMember)
        {
            return false;
        }

        bool any = false;
        Draws.Fill(Draws.SeedOf(_options.Seed, number, LossPurpose), _draws);
        for (int i = 0; i < _geography.Members; i++)
        {
            if (_draws[i] < _lostBelow && i != creator)
            {
                row[i] = ArrivalRows.Missing;
                any = true;
            }
        }

        return any;
    }

    /// <summary>
    /// Has what is missing where the event arrives repaired, counting from its arrival, and then waits for the parents:
    /// raises the row of arrivals to theirs.
    /// </summary>
    private void Await(long number, Span<int> row)
    {
        foreach (long parent in _events.ParentsOf(number))
        {
            if (IsAwaited(parent) && (_events[parent].Missing > 0 || IsRepeated(number, parent)))
            {
                RepairParent(number, parent, row);
            }
        }

        foreach (long parent in _events.ParentsOf(number))
        {
            if (IsAwaited(parent))
            {
                Raise(row, _rows[_events[parent].Row]);
            }
        }
    }

    /// <summary>True when a lost event comes again with its creator's next one.</summary>
    private bool IsRepeated(long number, long parent) =>
        _repeats && _events[parent].WasLost && _events[parent].Creator == _events[number].Creator;

    /// <summary>False for an event that everybody has.</summary>
    private bool IsAwaited(long number) => number >= _events.First && _events[number].Row >= 0;

    private void RepairParent(long number, long parent, Span<int> row)
    {
        int sender = _events[number].Creator;
        Span<int> parentRow = _rows[_events[parent].Row];
        bool repeated = IsRepeated(number, parent);
        for (int i = 0; i < _geography.Members; i++)
        {
            if (row[i] == ArrivalRows.Missing)
            {
                continue;
            }

            if (parentRow[i] == ArrivalRows.Missing)
            {
                int at = repeated ? row[i] : row[i] + AskMicros(parent, i, sender, row[i]);
                Repair(parent, i, at, sender);
            }
            else if (repeated && parentRow[i] > row[i])
            {
                Set(parent, i, Math.Min(parentRow[i], Math.Max(row[i], LatestParentAt(parent, i))));
            }
        }
    }

    /// <summary>
    /// A missing event comes to a member after all; what it names and is missing there comes after it.
    /// </summary>
    private void Repair(long number, int member, int at, int from)
    {
        Invariant.Check(_events[number].Row >= 0, "a row is kept while somebody misses its event");
        foreach (long parent in _events.ParentsOf(number))
        {
            if (IsAwaited(parent) && _rows.At(_events[parent].Row, member) == ArrivalRows.Missing)
            {
                Repair(parent, member, at + AskMicros(parent, member, from, at), from);
            }
        }

        int arrival = Math.Max(at, LatestParentAt(number, member));
        ref CrowdEvent repaired = ref _events[number];
        Set(number, member, arrival);
        repaired.Missing--;
        repaired.LastArrival = Math.Max(repaired.LastArrival, arrival);
        Found?.Invoke(member, number, arrival);
    }

    private void Set(long number, int member, int at)
    {
        _rows.At(_events[number].Row, member) = at;
        if (number >= _events.Next - ArrivalColumns.Events)
        {
            _columns.At(number, member) = at;
        }
    }

    private int LatestParentAt(long number, int member)
    {
        int latest = 0;
        foreach (long parent in _events.ParentsOf(number))
        {
            if (IsAwaited(parent))
            {
                latest = Math.Max(latest, _rows.At(_events[parent].Row, member));
            }
        }

        return latest;
    }

    /// <summary>
    /// How long it takes a member to get an event, from the arrival of one that names it: the nearest member is asked
    /// first, then whoever sent the naming event, again and again when that gets lost.
    /// </summary>
    private int AskMicros(long number, int member, int from, int at)
    {
        uint seed = Draws.SeedOf(_options.Seed, number, RetryPurpose);
        int near = _geography.NearestTo(new MemberIndex(member)).Value;
        int delay = _geography.DelayMicros(new MemberIndex(member), new MemberIndex(from));
        int micros = Math.Clamp(
            delay / 4, (int)(_options.Gossip.ReorderMinMs * 1_000), (int)(_options.Gossip.ReorderMaxMs * 1_000));
        RepairBytes += EventSizes.Datagram(_events[number].Bytes);
        for (int retry = 0; retry < RetriesMax; retry++)
        {
            int asked = retry == 0 && near != _options.OutsideMember ? near : from;
            int way = _geography.DelayMicros(new MemberIndex(member), new MemberIndex(asked));
            bool has = asked == from || HasReceived(number, asked, at + micros + way);
            RepairBytes += EventSizes.Datagram(RequestBytes);
            if (has && Draws.At(seed, (member * RetriesMax) + retry) >= _tripLostBelow)
            {
                return micros + (2 * way);
            }

            micros += Math.Max(RetryMinMicros, (way * 5 / 2) + RetryMarginMicros);
        }

        return micros;
    }

    /// <summary>True when a member has an event, be it that it still waits for the parents.</summary>
    public bool HasReceived(long number, int member, long at)
    {
        ref CrowdEvent sent = ref _events[number];
        if (sent.Row < 0)
        {
            return true;
        }

        int delay = _geography.DelayMicros(new MemberIndex(sent.Creator), new MemberIndex(member));
        bool isLost = Draws.At(Draws.SeedOf(_options.Seed, number, LossPurpose), member) < _lostBelow;
        return _rows.At(sent.Row, member) <= at || (!isLost && sent.CreatedAt + delay + _options.JitterMaxMicros <= at);
    }

    private static void Raise(Span<int> row, ReadOnlySpan<int> parent)
    {
        Span<Vector<int>> to = MemoryMarshal.Cast<int, Vector<int>>(row);
        ReadOnlySpan<Vector<int>> from = MemoryMarshal.Cast<int, Vector<int>>(parent);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Vector.Max(to[i], from[i]);
        }
    }

    private int Latest(ReadOnlySpan<int> row, out int missing)
    {
        int latest = 0;
        missing = 0;
        foreach (int at in row[.._geography.Members])
        {
            missing += at == ArrivalRows.Missing ? 1 : 0;
            latest = Math.Max(latest, at == ArrivalRows.Missing ? 0 : at);
        }

        return latest;
    }
}
