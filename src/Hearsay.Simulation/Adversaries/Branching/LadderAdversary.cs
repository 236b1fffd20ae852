using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Colluders build a ladder where nobody sees it: a thousand events, each a branch, each naming the one below. Then one
/// of them, who did not branch, shows everybody a single event on top. Whoever wants to understand it must ask for rung
/// after rung; one honest member is answered at once, so that it may name the event, the others slowly, so that they
/// wait. When it is done, the next ladder follows.
/// </summary>
internal sealed class LadderAdversary : AnsweringAdversary
{
    private const long EveryMicros = 12_000_000;
    private const long SlowMicros = 400_000;
    private const int NobodyPpm = 250_000;

    private LadderAdversary[] _gang = [];
    private ForgedEvent? _last;
    private int _confidant = -1;

    /// <inheritdoc/>
    public override string Name => "ladder";

    /// <summary>Events below the one that was shown last.</summary>
    public int Rungs { get; private set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<ForgedArchive> Archives => [.. _gang.Select(member => member.Forge.Archive)];

    private LadderAdversary Top => _gang[^1];

    /// <inheritdoc/>
    public override void Begin()
    {
        base.Begin();
        Stage.Agenda.After(0, () =>
        {
            _gang = Gang<LadderAdversary>();
            if (Top == this)
            {
                Build();
                Every(EveryMicros, Build);
            }
        });
    }

    /// <inheritdoc/>
    protected override long AnswersAfterMicros(MemberIndex to) =>
        _gang.Length > 0 && Top._confidant == to.Value ? 0 : SlowMicros;

    private void Build()
    {
        if (!_gang.All(member => member.HasRoom))
        {
            return;
        }

        MemberIndex[] victims = [.. Victims];
        _confidant = Dice.Chance(NobodyPpm) ? -1 : Dice.Pick(victims).Value;
        LadderBuilder builder = new(Dice, [.. _gang.Select(member => member.Forge)], Now);
        ForgedEvent[] tops = builder.Build(_last, TakeFresh());
        Rungs = builder.Rungs;
        _last = tops[^1];
        Acted($"shows the top of {Rungs} rungs, m{_confidant} is answered at once");
        for (int i = 0; i < victims.Length; i++)
        {
            Tell(victims[i], tops[i % tops.Length]);
        }
    }
}
