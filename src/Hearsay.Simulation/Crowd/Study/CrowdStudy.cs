using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// Runs a crowd in virtual time and measures what every member of the community gets: when its own actions are final at
/// its own place, and what it sends for that.
/// </summary>
public sealed class CrowdStudy
{
    private const long MicrosPerS = 1_000_000;

    // After the time that counts the crowd goes on for so long at most, until what was submitted is final.
    private const int TailSeconds = 20;

    // By then what was submitted in the time that counts is in an event.
    private const int SentSeconds = 2;

    // A compared frontier and its answer, a datagram each way.
    private const int FrontierBytes = 2 * 1_200;

    private readonly CrowdOptions _options;
    private readonly CrowdModel _model;
    private readonly OrderedRound _round = new();
    private readonly LatencyHistogram _finality = new();
    private readonly LatencyHistogram?[] _byPlace = new LatencyHistogram?[CrowdGeography.Places.Count];
    private readonly List<long>[] _byMember;
    private readonly long _from;
    private readonly long _until;
    private long _counted;
    private long _events;
    private long _eventBytes;
    private long _pushBytes;
    private long _parents;
    private long _rounds;

    private CrowdStudy(CrowdOptions options, int seconds)
    {
        _options = options;
        _model = new CrowdModel(options);
        _from = CrowdScenario.WarmUpSeconds * MicrosPerS;
        _until = _from + (seconds * MicrosPerS);
        _byMember = [.. Enumerable.Range(0, options.Members).Select(_ => new List<long>())];
    }

    /// <summary>Simulates a crowd; so many seconds count.</summary>
    /// <returns>Null when stopped.</returns>
    public static CrowdResult? Run(CrowdOptions options, int seconds, CancellationToken stop)
    {
        CrowdStudy study = new(options, seconds);
        return study.Simulate(stop) ? study.Result() : null;
    }

    private bool Simulate(CancellationToken stop)
    {
        long end = _until + (TailSeconds * MicrosPerS);
        while (_model.TryCreate(end, out long number))
        {
            Note(number);
            while (_model.TryTakeRound(_round))
            {
                NoteRound();
            }

            _model.Release();
            if (stop.IsCancellationRequested)
            {
                return false;
            }

            if (_model.NowMicros > _until + (SentSeconds * MicrosPerS) && _finality.Count == _counted)
            {
                return true;
            }
        }

        return true;
    }

    private void Note(long number)
    {
        ref CrowdEvent created = ref _model.Events[number];
        if (!_model.Crashes(created.Creator))
        {
            for (int i = 0; i < created.ActionCount; i++)
            {
                _counted += Counts(_model.Actions.SubmittedAt(created.FirstAction + i)) ? 1 : 0;
            }
        }

        if (created.CreatedAt >= _from && created.CreatedAt < _until)
        {
            _events++;
            _eventBytes += created.Bytes;
            _pushBytes += (long)(_options.Members - 1) * _model.Forecast.PushedBytes(created.Bytes);
            _parents += created.ParentCount;
        }
    }

    private bool Counts(long submittedAt) => submittedAt >= _from && submittedAt < _until;

    private void NoteRound()
    {
        ReadOnlySpan<int> known = _model.Decisions.Known;
        _rounds++;
        foreach (ref readonly OrderedEvent ordered in _round.Events)
        {
            ref CrowdEvent final = ref _model.Events[ordered.Tag];
            int at = known[final.Creator];
            if (at == ArrivalRows.Missing || _model.Crashes(final.Creator))
            {
                continue;
            }

            for (int i = 0; i < final.ActionCount; i++)
            {
                long submittedAt = _model.Actions.SubmittedAt(final.FirstAction + i);
                if (Counts(submittedAt))
                {
                    NoteFinal(final.Creator, at - submittedAt);
                }
            }
        }
    }

    private void NoteFinal(int member, long micros)
    {
        ref LatencyHistogram? place = ref _byPlace[_model.Geography.PlaceOf(new MemberIndex(member))];
        place ??= new LatencyHistogram();
        place.Record(micros);
        _finality.Record(micros);
        _byMember[member].Add(micros);
    }

    private CrowdResult Result()
    {
        double seconds = (double)(_until - _from) / MicrosPerS;
        double virtualSeconds = _model.NowMicros / (double)MicrosPerS;
        double frontiers = FrontierBytes * 1_000.0 / (_options.Gossip.FrontierMs * Gossip.AntiEntropy.IntervalsPutOff);
        double repairs = (double)_model.Forecast.RepairBytes / _options.Members / virtualSeconds;
        return new CrowdResult
        {
            Finality = _finality,
            FinalityByPlace = _byPlace,
            MembersByPlace = [.. Enumerable.Range(0, _byPlace.Length).Select(MembersAt)],
            MemberMedians = [.. _byMember.Where(times => times.Count > 0).Select(MedianOf).Order()],
            Actions = _counted,
            ActionsFinal = _finality.Count,
            EventsPerSecond = _events / seconds,
            EventBytes = (double)_eventBytes / Math.Max(1, _events),
            Parents = (double)_parents / Math.Max(1, _events),
            BytesOutPerSecond = (_pushBytes / seconds / _options.Members) + frontiers + repairs,
            RoundsPerSecond = _rounds / virtualSeconds,
            GraphMicrosPerEvent = _model.GraphTime.TotalMicroseconds / Math.Max(1, _model.Events.Next),
            VirtualSeconds = virtualSeconds,
        };
    }

    private int MembersAt(int place) =>
        Enumerable.Range(0, _options.Members).Count(i => _model.Geography.PlaceOf(new MemberIndex(i)) == place);

    private static long MedianOf(List<long> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }
}
