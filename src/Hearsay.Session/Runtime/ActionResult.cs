using Hearsay.Gossip;

namespace Hearsay.Session;

/// <summary>What became of a submitted action, for whoever waits on its ticket.</summary>
/// <param name="Number">The action's number; 0 when it was refused at submission.</param>
/// <param name="Verdict">The outcome.</param>
/// <param name="Reason">The state machine's code when it rejected the action, else 0.</param>
/// <param name="Finality">From submission to final; zero unless it was ordered.</param>
public readonly record struct ActionResult(long Number, ActionVerdict Verdict, ushort Reason, TimeSpan Finality)
{
    /// <summary>True when the state machine applied the action.</summary>
    public bool IsApplied => Verdict == ActionVerdict.Applied;
}
