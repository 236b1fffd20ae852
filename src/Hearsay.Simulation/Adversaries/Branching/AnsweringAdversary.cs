using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A strategy whose events are all made by hand, and that answers for them: its peer only listens and relays.
/// </summary>
internal abstract class AnsweringAdversary : Adversary
{
    private DatagramForge _datagrams = null!;
    private ForgedAnswers _answers = null!;

    /// <inheritdoc/>
    public override bool Plays => false;

    /// <summary>Makes its events, and has them all.</summary>
    public BranchForge Forge { get; private set; } = null!;

    /// <summary>What it heard of the others.</summary>
    protected FreshHeads Heads { get; private set; } = null!;

    /// <summary>The time on its clock.</summary>
    protected Micros Now => Hosts[0].Now;

    /// <summary>Whose events it answers for.</summary>
    protected virtual IReadOnlyList<ForgedArchive> Archives => [Forge.Archive];

    /// <summary>True while it may make more: what it keeps to answer for is bounded.</summary>
    protected bool HasRoom => Forge.Archive.Count < Limits.ForgedEventsMax;

    /// <inheritdoc/>
    public override void Begin()
    {
        Hosts[0].Peer.Gossip.CreatesEvents = false;
        _datagrams = new DatagramForge(Stage.Epoch.Id, Member);
        _answers = new ForgedAnswers(Stage, Member);
        Forge = new BranchForge(Stage.Epoch.Id, Member, Stage.SignerOf(Member));
        Heads = new FreshHeads(Stage.Epoch.Id, Stage.Plan.Members, Member);
    }

    /// <inheritdoc/>
    public override void Accepted(Host host, ReadOnlySpan<byte> eventBytes) => Heads?.Note(eventBytes, host.Now);

    /// <inheritdoc/>
    public override bool Hears(Host host, MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        _answers?.Answer(host, from, datagram, Archives, AnswersAfterMicros(from));
        return true;
    }

    /// <summary>How long it takes over an answer to a member.</summary>
    protected virtual long AnswersAfterMicros(MemberIndex to) => 0;

    /// <summary>Makes an event, and lets the watchers know when it was made.</summary>
    protected ForgedEvent Make(ForgedEvent? below, IReadOnlyList<ForgedParent> parents)
    {
        ForgedEvent made = Forge.Make(below, Now, parents);
        Stage.TellOwnEvent(Hosts[0], made.Bytes);
        return made;
    }

    /// <summary>The latest events that it heard of and did not name yet, with their true ages.</summary>
    protected List<ForgedParent> TakeFresh(int except = -1) =>
        [.. Heads.Take(Now, (_, age) => age).Where(parent => parent.Creator != except)];

    /// <summary>Sends events to a member, one datagram.</summary>
    protected void Tell(MemberIndex to, params ReadOnlySpan<ForgedEvent> events)
    {
        _datagrams.Start();
        foreach (ForgedEvent told in events)
        {
            _datagrams.TryAdd(MessageKind.Event, told.Bytes);
        }

        Hosts[0].SendRaw(to, _datagrams.Bytes);
    }
}
