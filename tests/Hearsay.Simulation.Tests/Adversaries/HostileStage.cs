namespace Hearsay.Simulation.Tests;

/// <summary>
/// A short session with the first members hostile, all with one strategy, and everything that the honest members were
/// sent by them.
/// </summary>
internal sealed class HostileStage : SessionWatcher, IDisposable
{
    private readonly List<SentEvent> _events = [];

    public HostileStage(string strategy, int members, int hostile, bool isEverBusy = true)
    {
        SimulationPlan plan = new()
        {
            Members = members,
            Adversaries = hostile,
            ActionEveryMs = 1_000,
            HeartbeatMs = 100,
        };
        plan = isEverBusy ? plan : plan with { CheckMicros = 0, SignMicros = 0 };
        Adversaries = [.. Enumerable.Range(0, hostile).Select(_ => AdversaryCatalogue.Create(strategy))];
        Stage = new Stage(plan, Adversaries.Index().ToDictionary(cast => cast.Index, cast => cast.Item));
        DelayMap.Apply(Stage.Network, Geography.Local, plan.Seed, [.. Stage.Hosts.Select(host => host.Member.Value)]);
        Stage.Watch([this]);
    }

    public Stage Stage { get; }

    public IReadOnlyList<Adversary> Adversaries { get; }

    /// <summary>The events of hostile members that reached honest ones, as often as they did.</summary>
    public IReadOnlyList<SentEvent> Events => _events;

    /// <summary>Datagrams that reached honest members from the address of the member itself.</summary>
    public int FromSelf { get; private set; }

    /// <summary>Plays for so many virtual seconds.</summary>
    public HostileStage Play(int seconds)
    {
        foreach (Host host in Stage.Hosts)
        {
            host.Start();
        }

        foreach (Adversary adversary in Adversaries)
        {
            adversary.Begin();
        }

        new Play(Stage).Begin();
        while (Stage.Agenda.TryStep(seconds * 1_000_000L))
        {
        }

        return this;
    }

    public override void Arrived(Host host, Hashgraph.MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        if (!host.IsHonest)
        {
            return;
        }

        FromSelf += from == host.Member ? 1 : 0;
        foreach (SentEvent sent in SentEvent.In(Stage, host.Member.Value, datagram))
        {
            if (sent.Creator < Adversaries.Count)
            {
                _events.Add(sent);
            }
        }
    }

    public void Dispose() => Stage.Dispose();
}
