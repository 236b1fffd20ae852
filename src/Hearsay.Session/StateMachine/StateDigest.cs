namespace Hearsay.Session;

/// <summary>A SHA-256 over the state of a state machine: equal states, equal digests.</summary>
public readonly record struct StateDigest(Hearsay.Hashgraph.EventHash Value)
{
    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString();
}
