using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// What a dishonest member does: a strategy over the same peers that honest members run. It decides how many peers run
/// on its key, what of their datagrams goes out, what they hear, and what it sends beside.
/// </summary>
internal abstract class Adversary
{
    /// <summary>As the catalogue and the reports call it.</summary>
    public abstract string Name { get; }

    /// <summary>How many peers run on the member's key; more than one branch its chain.</summary>
    public virtual int Faces => 1;

    /// <summary>How often it did what it is for: a strategy that never acts tests nothing.</summary>
    public long Acts { get; protected set; }

    /// <summary>Where it plays; set before <see cref="Begin"/>.</summary>
    protected Stage Stage { get; private set; } = null!;

    /// <summary>Its peers.</summary>
    protected IReadOnlyList<Host> Hosts { get; private set; } = [];

    /// <summary>Its own dice.</summary>
    protected Dice Dice { get; private set; } = null!;

    /// <summary>The member it plays.</summary>
    protected MemberIndex Member => Hosts[0].Member;

    /// <summary>All other members, colluding ones included.</summary>
    protected IEnumerable<MemberIndex> Others =>
        Enumerable.Range(0, Stage.Plan.Members).Where(m => m != Member.Value).Select(m => new MemberIndex(m));

    /// <summary>The honest members.</summary>
    protected IEnumerable<MemberIndex> Victims => Stage.Honest.Select(host => host.Member);

    /// <summary>Enters the stage.</summary>
    public void Enter(Stage stage, IReadOnlyList<Host> hosts)
    {
        Stage = stage;
        Hosts = hosts;
        Dice = stage.DiceFor($"adversary {Name} {hosts[0].Member.Value}");
    }

    /// <summary>Its first moves, when the session starts.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>One of its peers wants to send: true lets the datagram go.</summary>
    public virtual bool Sends(Host host, MemberIndex to, ReadOnlySpan<byte> datagram) => true;

    /// <summary>A datagram came for one of its peers: true lets the peer have it.</summary>
    public virtual bool Hears(Host host, MemberIndex from, ReadOnlySpan<byte> datagram) => true;

    /// <summary>An event that one of its peers made.</summary>
    public virtual void Made(Host host, ReadOnlySpan<byte> eventBytes)
    {
    }

    /// <summary>An event of somebody else that entered the graph of one of its peers.</summary>
    public virtual void Accepted(Host host, ReadOnlySpan<byte> eventBytes)
    {
    }

    /// <summary>Whether its peers take part in the play like everybody else.</summary>
    public virtual bool Plays => true;

    /// <summary>All adversaries of this kind, this one among them, in the order of the roster: they collude.</summary>
    protected T[] Gang<T>()
        where T : Adversary =>
        [.. Stage.Hosts.Where(host => host.Face == 0).Select(host => host.Adversary).OfType<T>()];

    /// <summary>It did what it is for, for the count and the trace.</summary>
    protected void Acted(string what)
    {
        Acts++;
        Stage.Note($"adversary {Name} (m{Member.Value}): {what}");
    }

    /// <summary>Does something again and again, with random pauses around a mean, until the session ends.</summary>
    protected void Every(long meanMicros, Action call) =>
        Stage.Agenda.After(1 + (meanMicros / 4) + Dice.Exponential(meanMicros * 3 / 4), () =>
        {
            call();
            Every(meanMicros, call);
        });
}
