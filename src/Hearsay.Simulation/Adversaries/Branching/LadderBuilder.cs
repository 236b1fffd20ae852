using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Builds one ladder of branches. Several members take turns with the rungs, each rung on a branch of its own and
/// naming the rung below; the last member only makes the event on top. Of two members one branches at every rung, and
/// the other's unbranched chain is the rungs between. One member alone cannot name itself: it builds two long chains on
/// one event, and shows the end of one to half of the others.
/// </summary>
internal sealed class LadderBuilder(Dice dice, BranchForge[] makers, Micros now)
{
    /// <summary>Rungs of a ladder: the thousand that honest members must survive.</summary>
    public const int RungsPerLadder = 1_000;

    private const int FirstPpm = 500_000;
    private const int PointsMax = 8;

    private readonly List<ForgedEvent>[] _points = [.. makers.Select(_ => new List<ForgedEvent>())];

    /// <summary>Events below the top ones.</summary>
    public int Rungs { get; private set; }

    /// <summary>Builds it; returns what is to be shown.</summary>
    /// <param name="last">The last event of the member on top; null for none.</param>
    /// <param name="fresh">What the event on top names beside the ladder, by creator.</param>
    public ForgedEvent[] Build(ForgedEvent? last, List<ForgedParent> fresh) => makers.Length switch
    {
        1 => [Chain(last), Chain(last)],
        2 => [Between(last)],
        _ => [OnTop(last, Crossing(), fresh)],
    };

    private ForgedEvent Chain(ForgedEvent? last)
    {
        for (int rung = 0; rung < RungsPerLadder / 2; rung++)
        {
            last = makers[0].Make(last, now, []);
            Rungs++;
        }

        return last!;
    }

    private ForgedEvent Between(ForgedEvent? last)
    {
        for (int rung = 0; rung < RungsPerLadder; rung++)
        {
            ForgedEvent branch = Rung(0, last is null ? [] : [last.AsParent(0)]);
            last = makers[^1].Make(last, now, [branch.AsParent(0)]);
        }

        return last!;
    }

    private ForgedEvent Crossing()
    {
        ForgedEvent? below = null;
        for (int rung = 0; rung < RungsPerLadder; rung++)
        {
            below = Rung(rung % (makers.Length - 1), below is null ? [] : [below.AsParent(0)]);
        }

        return below!;
    }

    private ForgedEvent OnTop(ForgedEvent? last, ForgedEvent rung, List<ForgedParent> fresh)
    {
        List<ForgedParent> parents = [.. fresh.Where(parent => parent.Creator != rung.Creator), rung.AsParent(0)];
        parents.Sort((one, other) => one.Creator.CompareTo(other.Creator));
        return makers[^1].Make(last, now, parents);
    }

    /// <summary>A rung on a branch of its own: a first event, or one on any of the maker's last rungs.</summary>
    private ForgedEvent Rung(int maker, ForgedParent[] parents)
    {
        List<ForgedEvent> points = _points[maker];
        ForgedEvent? below = points.Count == 0 || dice.Chance(FirstPpm) ? null : dice.Pick(points);
        ForgedEvent made = makers[maker].Make(below, now, parents);
        points.Add(made);
        if (points.Count > PointsMax)
        {
            points.RemoveAt(0);
        }

        Rungs++;
        return made;
    }
}
