using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// A deliberately broken protocol, to prove that the checkers see the difference. It lives here, around the peers, or
/// behind what the graph shows to simulations and tests alone: no shipped peer can be switched to it.
/// </summary>
internal abstract class ControlVariant
{
    /// <summary>Seeds that are tried; a variant that is caught in none of them is not caught.</summary>
    protected const int SeedsMax = 40;

    /// <summary>As the catalogue and the command line call it.</summary>
    public abstract string Name { get; }

    /// <summary>The sessions in which it must be caught.</summary>
    public virtual SimulationPlan Plan => new() { Seconds = 60 };

    /// <summary>True when the journal survives a crash.</summary>
    public virtual bool SyncsJournal => true;

    /// <summary>The options of a peer's screen.</summary>
    public virtual ScreenOptions ScreenOf(ScreenOptions options) => options;

    /// <summary>False when what waits to be screened waits in one queue, whoever sent it.</summary>
    public virtual bool TakesTurns => true;

    /// <summary>The checkers that may catch it: any other violation proves nothing.</summary>
    protected abstract IReadOnlyList<string> Expected { get; }

    /// <summary>Tries it until it is caught.</summary>
    public virtual ControlResult Try()
    {
        for (ulong seed = 1; seed <= SeedsMax; seed++)
        {
            SimulationOutcome outcome = SimulatedSession.Run(Plan with { Seed = seed, Control = Name });
            foreach (Violation violation in outcome.Violations.Where(v => Expected.Contains(v.Kind)))
            {
                return new ControlResult(Name, true, $"seed {seed}, {violation.Kind}: {violation.Detail}");
            }
        }

        return new ControlResult(Name, false, $"no checker saw it in {SeedsMax} seeds");
    }

    /// <summary>What a peer is made with.</summary>
    public virtual PeerSetup SetupOf(Host host, PeerSetup setup) => setup;

    /// <summary>A peer's state machine.</summary>
    public virtual IStateMachine MachineOf(Host host, IStateMachine machine) => machine;

    /// <summary>Sees every event that enters a peer's graph, own ones too.</summary>
    public virtual void Saw(Host host, ReadOnlySpan<byte> eventBytes)
    {
    }

    /// <summary>What the peer gets of a datagram; empty for nothing.</summary>
    public virtual ReadOnlySpan<byte> Hears(Host host, MemberIndex from, ReadOnlySpan<byte> datagram) => datagram;

    /// <summary>Changes what the watchers get of a decided round.</summary>
    public virtual void Decides(Host host, OrderedRound round)
    {
    }
}
