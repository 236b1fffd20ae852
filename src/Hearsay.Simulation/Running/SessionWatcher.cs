using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// Sees everything that happens in a simulated session: checkers, meters and traces are watchers. Every method does
/// nothing unless overridden. Spans and rounds are valid during the call only.
/// </summary>
internal abstract class SessionWatcher
{
    /// <summary>A peer made an event.</summary>
    public virtual void OwnEvent(Host host, ReadOnlySpan<byte> eventBytes)
    {
    }

    /// <summary>Somebody else's event entered a peer's graph.</summary>
    public virtual void AcceptedEvent(Host host, ReadOnlySpan<byte> eventBytes)
    {
    }

    /// <summary>A datagram reached a peer.</summary>
    public virtual void Arrived(Host host, MemberIndex from, ReadOnlySpan<byte> datagram)
    {
    }

    /// <summary>A peer took an action.</summary>
    public virtual void Submitted(Host host, long actionNumber)
    {
    }

    /// <summary>A peer applied an ordered action.</summary>
    public virtual void Applied(Host host, in OrderedAction action, ActionOutcome outcome)
    {
    }

    /// <summary>A peer reported an action of its own as final.</summary>
    public virtual void Final(Host host, in FinalAction action)
    {
    }

    /// <summary>A peer decided and applied a round.</summary>
    public virtual void RoundDecided(Host host, in DecidedRound decided)
    {
    }

    /// <summary>A peer holds proof that a member branched.</summary>
    public virtual void BranchProven(Host host, MemberIndex member)
    {
    }

    /// <summary>
    /// A peer came up, for the first time or again; a new one begins with round 1. Without its disk it does not have
    /// all the events that it made.
    /// </summary>
    public virtual void Started(Host host, bool hasDisk)
    {
    }

    /// <summary>A peer went down.</summary>
    public virtual void Crashed(Host host)
    {
    }

    /// <summary>Something worth a line in a trace.</summary>
    public virtual void Noted(string what)
    {
    }

    /// <summary>A second of virtual time has passed.</summary>
    public virtual void Second()
    {
    }

    /// <summary>The faults are over.</summary>
    public virtual void Healed()
    {
    }

    /// <summary>The run is over.</summary>
    public virtual void Ended()
    {
    }
}
