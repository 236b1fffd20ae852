using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Where the members of a crowd are, and how long a datagram takes between any two of them: the great circle at
/// 6 µs per km (light in fibre, and the detours of real routes) and each end's own way to the network, 5 to 15 ms. Such
/// delays obey the triangle inequality: relaying is never faster than sending. 10 to 150 ms in all.
/// </summary>
public sealed class CrowdGeography
{
    private const int HalfTurnMicros = 120_000;
    private const int HalfTurn = 32_768;
    private const int AccessMinMicros = 5_000;
    private const int AccessMaxMicros = 15_000;

    // Members live within 3 degrees of their city, in units of BinaryAngle.
    private const int ScatterUnits = 546;

    private readonly int[] _delays;
    private readonly int[] _placeOf;
    private readonly int[] _accessMicros;
    private readonly int[] _nearest;

    /// <summary>Scatters so many members over the places of the world; equal seeds, equal worlds.</summary>
    public CrowdGeography(int members, ulong seed)
    {
        Members = members;
        _placeOf = new int[members];
        _accessMicros = new int[members];
        _nearest = new int[members];
        _delays = new int[members * members];
        Dice dice = new(seed, "geography");
        GlobePoint[] points = new GlobePoint[members];
        for (int i = 0; i < members; i++)
        {
            _placeOf[i] = DrawPlace(dice);
            _accessMicros[i] = (int)dice.Between(AccessMinMicros, AccessMaxMicros);
            points[i] = Near(Places[_placeOf[i]], dice);
        }

        Measure(points);
    }

    /// <summary>Members in the crowd.</summary>
    public int Members { get; }

    /// <summary>The places where they can be.</summary>
    public static IReadOnlyList<Place> Places => Place.OfTheWorld;

    /// <summary>The index of a member's place in <see cref="Places"/>.</summary>
    public int PlaceOf(MemberIndex member) => _placeOf[member.Value];

    /// <summary>The one-way delays from a member to every member, in microseconds; 0 to itself.</summary>
    public ReadOnlySpan<int> DelaysFrom(MemberIndex member) => _delays.AsSpan(member.Value * Members, Members);

    /// <summary>The one-way delay between two members, in microseconds.</summary>
    public int DelayMicros(MemberIndex from, MemberIndex to) => _delays[(from.Value * Members) + to.Value];

    /// <summary>The median of a member's delays to the others, in microseconds; 0 when it is alone.</summary>
    public int MedianDelayMicros(MemberIndex member)
    {
        int[] delays = DelaysFrom(member).ToArray();
        Array.Sort(delays);
        return delays[Members / 2];
    }

    /// <summary>The member with the shortest delay to a member; itself when it is alone.</summary>
    public MemberIndex NearestTo(MemberIndex member) => new(_nearest[member.Value]);

    private static int DrawPlace(Dice dice)
    {
        int drawn = dice.Below(Places.Sum(place => place.Share));
        int place = 0;
        while (drawn >= Places[place].Share)
        {
            drawn -= Places[place++].Share;
        }

        return place;
    }

    private static GlobePoint Near(Place place, Dice dice) => new(
        BinaryAngle.FromDegrees(place.LatitudeDegrees) + Scatter(dice),
        BinaryAngle.FromDegrees(place.LongitudeDegrees) + Scatter(dice));

    private static BinaryAngle Scatter(Dice dice) =>
        new(unchecked((ushort)dice.Between(-ScatterUnits, ScatterUnits)));

    private void Measure(GlobePoint[] points)
    {
        for (int a = 0; a < Members; a++)
        {
            for (int b = 0; b < a; b++)
            {
                int way = (int)((long)points[a].AngleTo(points[b]) * HalfTurnMicros / HalfTurn);
                int delay = way + _accessMicros[a] + _accessMicros[b];
                _delays[(a * Members) + b] = delay;
                _delays[(b * Members) + a] = delay;
            }
        }

        for (int a = 0; a < Members; a++)
        {
            int nearest = a == 0 ? Members - 1 : 0;
            for (int b = 0; b < Members; b++)
            {
                nearest = b != a && _delays[(a * Members) + b] < _delays[(a * Members) + nearest] ? b : nearest;
            }

            _nearest[a] = nearest;
        }
    }
}
