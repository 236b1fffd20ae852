namespace Hearsay.Gossip;

/// <summary>
/// What makes an own event due while something is to be ordered; <see cref="CreationRule"/> says when each does.
/// </summary>
[Flags]
internal enum CreationCauses
{
    None = 0,

    /// <summary>It would be a witness.</summary>
    Witness = 1,

    /// <summary>It would tell that a supermajority of the round's witnesses is known.</summary>
    Supermajority = 2,

    /// <summary>It would tell of further witnesses of the round.</summary>
    FurtherWitness = 4,

    /// <summary>Actions or system entries wait for it.</summary>
    Payload = 8,

    /// <summary>None of this came for long.</summary>
    Fallback = 16,

    All = Witness | Supermajority | FurtherWitness | Payload | Fallback,
}
