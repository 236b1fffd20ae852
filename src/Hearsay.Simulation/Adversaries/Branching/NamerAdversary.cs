using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// One of several colluders branches without end, and each of the others names a new branch in every event of its own,
/// otherwise blameless chain: honest members need every one of those branches. Half of the time the branch comes
/// along, half of the time it must be asked for. Who has no colluder shows each new branch to one honest member, which
/// may name it before it hears of another.
/// </summary>
internal sealed class NamerAdversary : AnsweringAdversary
{
    private const long EveryMicros = 60_000;
    private const int AlongPpm = 500_000;
    private const int FirstPpm = 500_000;
    private const int PointsMax = 32;

    private readonly List<ForgedEvent> _points = [];
    private NamerAdversary[] _gang = [];
    private ForgedEvent? _last;
    private int _turn;

    /// <inheritdoc/>
    public override string Name => "namer";

    /// <summary>Its events that name a branch which nobody named before.</summary>
    public int Named { get; private set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<ForgedArchive> Archives => [.. _gang.Select(member => member.Forge.Archive)];

    private NamerAdversary Brancher => _gang[0];

    /// <inheritdoc/>
    public override void Begin()
    {
        base.Begin();
        Stage.Agenda.After(0, () =>
        {
            _gang = Gang<NamerAdversary>();
            if (Brancher == this)
            {
                TellAll(Branch());
            }

            if (Brancher != this || _gang.Length == 1)
            {
                Every(EveryMicros, Speak);
            }
        });
    }

    private void Speak()
    {
        if (!HasRoom || !Brancher.HasRoom)
        {
            return;
        }

        Acts++;
        if (_gang.Length == 1)
        {
            MemberIndex[] victims = [.. Victims];
            Tell(victims[_turn++ % victims.Length], Branch());
            return;
        }

        ForgedEvent branch = Brancher.Branch();
        List<ForgedParent> parents = [.. TakeFresh(except: branch.Creator), branch.AsParent(0)];
        parents.Sort((one, other) => one.Creator.CompareTo(other.Creator));
        _last = Make(_last, parents);
        Named++;
        TellAll(Dice.Chance(AlongPpm) ? [branch, _last] : [_last]);
    }

    /// <summary>A new branch: a first event, or one on any of the last ones.</summary>
    private ForgedEvent Branch()
    {
        ForgedEvent? below = _points.Count == 0 || Dice.Chance(FirstPpm) ? null : Dice.Pick(_points);
        ForgedEvent made = Make(below, TakeFresh());
        _points.Add(made);
        if (_points.Count > PointsMax)
        {
            _points.RemoveAt(0);
        }

        return made;
    }

    private void TellAll(params ReadOnlySpan<ForgedEvent> events)
    {
        foreach (MemberIndex victim in Victims)
        {
            Tell(victim, events);
        }
    }
}
