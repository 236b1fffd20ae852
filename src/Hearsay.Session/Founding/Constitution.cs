namespace Hearsay.Session;

/// <summary>The rules of a session that are not the game's: part of the genesis, the same for every member.</summary>
public sealed record Constitution
{
    /// <summary>The weight of a member whose entry gives none. Default 1, at most 2^20.</summary>
    public int MemberWeight { get; init; } = 1;

    /// <summary>
    /// The longest time between two events of a peer in milliseconds, so that the agreed clock runs on; 0: a session
    /// with nothing to order is silent and its clock stands. Default 100.
    /// </summary>
    public int HeartbeatMs { get; init; } = 100;

    /// <summary>
    /// Actions per second and member that are applied in the long run; more are rejected. Default 50.
    /// </summary>
    public int ActionsPerSecond { get; init; } = 50;

    /// <summary>Actions that a member may have ordered at once before the rate counts. Default 100.</summary>
    public int ActionBurst { get; init; } = 100;

    /// <summary>Rounds after which an epoch ends and a snapshot is taken. Default 10,000.</summary>
    public int RoundsPerEpoch { get; init; } = 10_000;

    /// <summary>Readable JSON, as in <c>assets/constitutions</c>.</summary>
    public string ToJson() => GenesisJson.Write(this);

    /// <summary>Reads JSON; what it leaves out has its default, what is unknown is refused.</summary>
    /// <exception cref="InvalidDataException">Not a constitution; one sentence says what is wrong.</exception>
    public static Constitution FromJson(string json) => GenesisJson.ReadConstitution(json);

    /// <summary>Checks every range.</summary>
    /// <exception cref="InvalidDataException">A value is out of its range; one sentence says which.</exception>
    public void Validate()
    {
        Require(MemberWeight, 1, Hashgraph.Limits.WeightMax, "memberWeight");
        Require(HeartbeatMs, 0, Limits.HeartbeatMsMax, "heartbeatMs");
        Require(ActionsPerSecond, 1, Limits.ActionsPerSecondMax, "actionsPerSecond");
        Require(ActionBurst, 1, Limits.ActionBurstMax, "actionBurst");
        Require(RoundsPerEpoch, Limits.RoundsPerEpochMin, int.MaxValue, "roundsPerEpoch");
    }

    internal void Write(CanonicalWriter to)
    {
        to.Number32(MemberWeight);
        to.Number32(HeartbeatMs);
        to.Number32(ActionsPerSecond);
        to.Number32(ActionBurst);
        to.Number32(RoundsPerEpoch);
    }

    private static void Require(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new InvalidDataException($"The constitution's {name} is {value}; allowed are {least} to {most}.");
        }
    }
}
