using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A short session of the same members before the simulated one: same keys, same delays, another genesis, and so
/// another epoch that every signature covers.
/// </summary>
internal static class EarlierSession
{
    private const long Micros = 3_000_000;

    /// <summary>Plays it, and gives datagrams that arrived in it.</summary>
    public static IReadOnlyList<byte[]> Record(SimulationPlan plan, Dice dice)
    {
        SimulationPlan earlier = plan with { IsEarlierSession = true, Control = null };
        using Stage stage = new(earlier, new Dictionary<int, Adversary>());
        DelayMap.Apply(stage.Network, plan.Geography, plan.Seed, [.. stage.Hosts.Select(host => host.Member.Value)]);
        Recorder recorder = new(dice);
        stage.Watch([recorder]);
        foreach (Host host in stage.Hosts)
        {
            host.Start();
        }

        new Play(stage).Begin();
        while (stage.Agenda.TryStep(Micros))
        {
        }

        return recorder.Heard.All;
    }

    private sealed class Recorder(Dice dice) : SessionWatcher
    {
        public Remembered Heard { get; } = new();

        public override void Arrived(Host host, MemberIndex from, ReadOnlySpan<byte> datagram) =>
            Heard.Add(datagram, dice);
    }
}
