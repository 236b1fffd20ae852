namespace Hearsay.Gossip;

/// <summary>What stands between an attack and the work that it makes for this member.</summary>
[Flags]
internal enum Defences
{
    None = 0,

    /// <summary>What an event names is asked for on its creator's account, and a gap once at a time.</summary>
    ChargedAsks = 1,

    /// <summary>Requests pay for the places that they make this member look at.</summary>
    ChargedPlaces = 2,

    /// <summary>What all ask for goes to a few at a time, and they pass it on at once.</summary>
    PassingOn = 4,

    All = ChargedAsks | ChargedPlaces | PassingOn,
}
