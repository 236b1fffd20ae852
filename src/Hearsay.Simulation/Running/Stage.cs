using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;
using Hearsay.World;

namespace Hearsay.Simulation;

/// <summary>
/// Everything that the parts of one simulated session share: virtual time, network, machines, watchers. Used by one
/// thread.
/// </summary>
internal sealed class Stage : IDisposable
{
    private readonly IReadOnlyList<Host>[] _hostsOfMember;
    private readonly IEventSigner[] _signers;
    private SessionWatcher[] _watchers = [];

    /// <summary>A stage with its members, none of them up yet.</summary>
    public Stage(SimulationPlan plan, IReadOnlyDictionary<int, Adversary> adversaries)
    {
        Plan = plan;
        Control = plan.Control is null ? null : ControlCatalogue.Create(plan.Control);
        Genesis = GenesisOf(plan);
        Epoch = Epoch.First(Genesis);
        StandInSignatures standIn = new(plan.Seed, plan.Members);
        Verifier = plan.RealSignatures ? new P256Verifier(Epoch.PublicKeys()) : standIn;
        _signers = [.. Enumerable.Range(0, plan.Members).Select(
            m => plan.RealSignatures ? FixedKeys.SignerOf(m) : standIn.SignerOf(new MemberIndex(m)))];
        CrashDice = DiceFor("crash");
        _hostsOfMember = new IReadOnlyList<Host>[plan.Members];
        List<Host> all = [];
        for (int member = 0; member < plan.Members; member++)
        {
            Cast(new MemberIndex(member), adversaries.GetValueOrDefault(member), all);
        }

        Hosts = all;
        Honest = [.. all.Where(host => host.IsHonest)];
        Network = new PacketNetwork(
            Agenda, plan.Seed, all.Count, packet => all[packet.To].Deliver(all[packet.From].Member, packet.Bytes));
    }

    public SimulationPlan Plan { get; }

    public Genesis Genesis { get; }

    public Epoch Epoch { get; }

    public IEventVerifier Verifier { get; }

    public Agenda Agenda { get; } = new();

    public PacketNetwork Network { get; }

    /// <summary>All peers; an adversary may have several.</summary>
    public IReadOnlyList<Host> Hosts { get; }

    /// <summary>The peers of honest members, one each.</summary>
    public IReadOnlyList<Host> Honest { get; }

    /// <summary>The broken variant that is under control; null in a real run.</summary>
    public ControlVariant? Control { get; }

    /// <summary>What a crash tears off a journal.</summary>
    public Dice CrashDice { get; }

    /// <summary>What went against the promises so far.</summary>
    public List<Violation> Violations { get; } = [];

    /// <summary>True once the faults are over.</summary>
    public bool IsHealed { get; private set; }

    public ReadOnlySpan<SessionWatcher> Watchers => _watchers;

    /// <summary>Honest members whose crash is for good: nobody waits for them.</summary>
    public HashSet<int> GoneForGood { get; } = [];

    /// <summary>
    /// Honest members that lost their disk and cannot go on without a branch: what they had said could not be learned
    /// from the others. They count as faulty from then on.
    /// </summary>
    public HashSet<int> Stranded { get; } = [];

    /// <summary>True when one more member may fail without breaking what is promised to the others.</summary>
    public bool HasRoomForFault =>
        3 * (Plan.Adversaries + Plan.CrashedForGood + Stranded.Count + 1) < Plan.Members;

    /// <summary>The peers on a member's key.</summary>
    public IReadOnlyList<Host> HostsOf(MemberIndex member) => _hostsOfMember[member.Value];

    /// <summary>The dice of a part of the simulation.</summary>
    public Dice DiceFor(string part) => new(Plan.Seed, part);

    public void Watch(IEnumerable<SessionWatcher> watchers) => _watchers = [.. _watchers, .. watchers];

    /// <summary>True for a peer that nobody expects back.</summary>
    public bool StaysDown(Host host) => GoneForGood.Contains(host.Member.Value);

    /// <summary>True for a peer that is promised to decide and to have its actions decided.</summary>
    public bool IsPromisedLiveness(Host host) =>
        host.IsHonest && !StaysDown(host) && !Stranded.Contains(host.Member.Value);

    /// <summary>Tells every watcher.</summary>
    public void Tell(Action<SessionWatcher> notice)
    {
        foreach (SessionWatcher watcher in _watchers)
        {
            notice(watcher);
        }
    }

    /// <summary>Writes a line into the trace, if there is one.</summary>
    public void Note(string what) => Tell(watcher => watcher.Noted(what));

    /// <summary>Reports that a promise is broken.</summary>
    public void Violate(string kind, string detail)
    {
        Note($"VIOLATION {kind}: {detail}");
        if (Violations.Count < Limits.ViolationsPerSeedMax)
        {
            Violations.Add(new Violation(kind, detail, Agenda.NowMicros));
        }
    }

    /// <summary>An honest member counts as faulty from now on: it cannot go on without a branch.</summary>
    public void Strand(Host host, string why)
    {
        if (Stranded.Add(host.Member.Value))
        {
            Note($"{host.Name} {why}: it counts as faulty");
        }
    }

    /// <summary>
    /// A peer stopped with an exception: whatever was sent to it, that is a violation for an honest one.
    /// </summary>
    public void PeerFailed(Host host, Exception failure)
    {
        string where = failure.StackTrace?.Split('\n').FirstOrDefault()?.Trim() ?? "";
        if (host.IsHonest)
        {
            Violate("exception", $"{host.Name} stopped: {host.Failure} {where}");
        }
        else
        {
            Note($"{host.Name}, an adversary, stopped: {host.Failure} {where}");
        }
    }

    /// <summary>A state machine at its beginning.</summary>
    public IStateMachine NewStateMachine(Host host)
    {
        IStateMachine machine = Plan.PlaysVoxels
            ? new VoxelWorld(new WorldSetup { Seed = Plan.Seed })
            : new ItemRegistry();
        return Control?.MachineOf(host, machine) ?? machine;
    }

    /// <summary>The signer of a member: for its peers, and for an adversary that forges its own events.</summary>
    public IEventSigner SignerOf(MemberIndex member) => _signers[member.Value];

    /// <summary>Tells that a member made an event by hand.</summary>
    public void TellOwnEvent(Host host, ReadOnlySpan<byte> eventBytes)
    {
        foreach (SessionWatcher watcher in _watchers)
        {
            watcher.OwnEvent(host, eventBytes);
        }
    }

    /// <summary>What the peer of a host is made with.</summary>
    public PeerSetup SetupOf(Host host, bool resumes)
    {
        PeerSetup setup = new()
        {
            Epoch = Epoch,
            Constitution = Genesis.Constitution,
            Self = host.Member,
            Signer = SignerOf(host.Member),
            Screen = host.Screen,
            Gossip = Plan.Gossip,
            Journal = host,
            Resume = resumes,
        };
        return Control?.SetupOf(host, setup) ?? setup;
    }

    /// <summary>Ends all faults.</summary>
    public void Heal()
    {
        IsHealed = true;
        Network.Calm();
        Tell(watcher => watcher.Healed());
    }

    public void Dispose()
    {
        (Verifier as IDisposable)?.Dispose();
        foreach (IEventSigner signer in _signers)
        {
            (signer as IDisposable)?.Dispose();
        }
    }

    private static Genesis GenesisOf(SimulationPlan plan)
    {
        int[] heartbeats = [0, 100, 500];
        Constitution constitution = new()
        {
            HeartbeatMs = plan.HeartbeatMs ?? heartbeats[new Dice(plan.Seed, "heartbeat").Below(heartbeats.Length)],
            RoundsPerEpoch = int.MaxValue,
        };
        Member[] members = [.. Enumerable.Range(0, plan.Members).Select(
            m => new Member { Name = $"m{m}", PublicKey = FixedKeys.PublicOf(m) })];
        string version = plan.IsEarlierSession ? "0" : "1";
        return new Genesis(new GameVersion("hearsay.simulation", version), plan.Seed, constitution, members);
    }

    private void Cast(MemberIndex member, Adversary? adversary, List<Host> all)
    {
        int first = all.Count;
        for (int face = 0; face < (adversary?.Faces ?? 1); face++)
        {
            all.Add(new Host(this, all.Count, member, face) { Adversary = adversary });
        }

        _hostsOfMember[member.Value] = all[first..];
        adversary?.Enter(this, _hostsOfMember[member.Value]);
    }
}
