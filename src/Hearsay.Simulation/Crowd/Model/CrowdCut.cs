using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A region that nothing enters or leaves for a while. Which members are in it, and when what was sent in the meantime
/// arrives on the other side: after the healing, when frontiers are compared, in the order of creation and at the pace
/// of one peer's upload budget. What some on the other side had before the cut, the rest there get from those.
/// </summary>
internal sealed class CrowdCut
{
    private const long MicrosPerS = 1_000_000;

    private readonly CrowdOptions _options;
    private readonly bool[] _isInside;
    private readonly long[] _backlogBytes = new long[2];

    public CrowdCut(CrowdOptions options, CrowdGeography geography)
    {
        _options = options;
        _isInside = new bool[options.Members];
        int wanted = (int)((long)options.Members * options.Faults.CutPercent / 100);
        IEnumerable<int> places = Enumerable.Range(0, CrowdGeography.Places.Count)
            .OrderByDescending(place => CrowdGeography.Places[place].LongitudeDegrees);
        foreach (int place in places)
        {
            for (int i = 0; i < options.Members && wanted > 0; i++)
            {
                if (geography.PlaceOf(new MemberIndex(i)) == place)
                {
                    _isInside[i] = true;
                    wanted--;
                }
            }
        }

        Inside = _isInside.Count(inside => inside);
    }

    /// <summary>Members in the region.</summary>
    public int Inside { get; }

    /// <summary>True for a member in the region.</summary>
    public bool IsInside(int member) => _isInside[member];

    /// <summary>True while a member is on a side that has no supermajority, and has noticed.</summary>
    public bool IsUnheard(int member, long now)
    {
        CrowdFaults faults = _options.Faults;
        int side = _isInside[member] ? Inside : _options.Members - Inside;
        long noticed = faults.CutFromMicros + (long)(_options.Gossip.HearingMs * 1_000);
        return Inside > 0 && now >= noticed && now < faults.CutUntilMicros && 3 * side <= 2 * _options.Members;
    }

    /// <summary>Delays the arrivals of an event that would cross the cut.</summary>
    public void Delay(in CrowdEvent created, ReadOnlySpan<int> delays, Span<int> row)
    {
        CrowdFaults faults = _options.Faults;
        if (Inside == 0 || created.CreatedAt >= faults.CutUntilMicros
            || created.CreatedAt + CrowdLimits.WayMicrosMax < faults.CutFromMicros)
        {
            return;
        }

        bool side = _isInside[created.Creator];
        ref long backlog = ref _backlogBytes[side ? 1 : 0];
        int frontier = (int)(_options.Gossip.FrontierMs * 1_000);
        long healed = faults.CutUntilMicros + frontier + (backlog * MicrosPerS / _options.Gossip.UploadBytesPerS);
        bool isRelayed = HasReachedOthers(side, row);
        bool crosses = false;
        for (int i = 0; i < delays.Length; i++)
        {
            if (_isInside[i] != side && row[i] >= faults.CutFromMicros)
            {
                // A question to those who name it and their answer take about a round trip.
                row[i] = (int)((isRelayed ? row[i] : healed) + (2 * delays[i]));
                crosses |= !isRelayed;
            }
        }

        backlog += crosses ? created.Bytes : 0;
    }

    private bool HasReachedOthers(bool side, ReadOnlySpan<int> row)
    {
        for (int i = 0; i < _isInside.Length; i++)
        {
            if (_isInside[i] != side && row[i] < _options.Faults.CutFromMicros)
            {
                return true;
            }
        }

        return false;
    }
}
