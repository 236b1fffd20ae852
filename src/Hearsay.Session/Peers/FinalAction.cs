using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>What became of an action, finally.</summary>
public enum ActionVerdict
{
    /// <summary>Ordered, and the state machine applied it.</summary>
    Applied,

    /// <summary>Ordered, and the state machine's rules rejected it; the reason code is theirs.</summary>
    Rejected,

    /// <summary>Ordered, and not shown to the state machine: the member was over the constitution's rate.</summary>
    OverRate,

    /// <summary>Never submitted: the session had no room or refused the action; see the submit outcome.</summary>
    Refused,

    /// <summary>The session ended first; the action may still be ordered by the others.</summary>
    Unknown,
}

/// <summary>An own action that became final.</summary>
/// <param name="Number">The action's number, as given at its submission.</param>
/// <param name="Verdict">Applied, rejected or over the rate.</param>
/// <param name="Reason">The state machine's code when rejected, else 0.</param>
/// <param name="SubmittedAt">When it was submitted, by this peer's clock.</param>
/// <param name="FinalAt">When it became final, by this peer's clock.</param>
public readonly record struct FinalAction(
    long Number, ActionVerdict Verdict, ushort Reason, Micros SubmittedAt, Micros FinalAt)
{
    /// <summary>From submission to final.</summary>
    public Micros Finality => FinalAt - SubmittedAt;
}
