namespace Hearsay.Simulation;

/// <summary>
/// Partitions from a list, one per round (Bano et al., "Twins: BFT Systems Made Robust", 2020): a scenario is a number
/// whose digits say, round by round, which peers are on which side. Scenarios count up from the one without any
/// partition, so the first 16³ of five peers are all that last three rounds; higher ones are drawn at random for all
/// twelve.
/// </summary>
internal sealed class TwinPartitions(ulong scenario) : Fault
{
    /// <summary>
    /// Rounds that a scenario scripts; a round that does not come about lasts <see cref="RoundMicrosMax"/>.
    /// </summary>
    private const int Rounds = 12;

    private const int EnumeratedRounds = 3;
    private const long LookEveryMicros = 5 * Ms;
    private const long RoundMicrosMax = 400 * Ms;

    private readonly List<LinkState> _cut = [];
    private int[] _sides = [];
    private int _step = -1;
    private int _round;
    private long _sinceMicros;

    /// <inheritdoc/>
    public override string Name => "twin-partitions";

    /// <inheritdoc/>
    public override void Begin()
    {
        int ways = 1 << (Stage.Hosts.Count - 1);
        ulong enumerated = 1;
        for (int i = 0; i < EnumeratedRounds; i++)
        {
            enumerated *= (ulong)ways;
        }

        _sides = new int[Rounds];
        ulong left = scenario;
        for (int i = 0; i < Rounds; i++)
        {
            _sides[i] = scenario >= enumerated ? Dice.Below(ways) : (int)(left % (ulong)ways);
            left /= (ulong)ways;
        }

        Next();
        Look();
    }

    private void Look() => Later(LookEveryMicros, () =>
    {
        int round = Stage.Hosts.Where(host => host.IsUp).Max(host => host.Peer.Gossip.Graph.HighestRound.Number);
        if (round > _round || Stage.Agenda.NowMicros - _sinceMicros > RoundMicrosMax)
        {
            _round = round;
            Next();
        }

        Look();
    });

    private void Next()
    {
        _step++;
        _sinceMicros = Stage.Agenda.NowMicros;
        _cut.ForEach(link => link.Cuts--);
        _cut.Clear();
        int sides = _step < Rounds ? _sides[_step] : 0;
        if (sides == 0)
        {
            return;
        }

        _cut.AddRange(Stage.Network.Links
            .Where(link => ((sides >> link.From) & 1) != ((sides >> link.To) & 1))
            .Select(link => link.State));
        _cut.ForEach(link => link.Cuts++);
        Struck($"round {_round}: sides {Convert.ToString(sides, 2)}");
    }
}
