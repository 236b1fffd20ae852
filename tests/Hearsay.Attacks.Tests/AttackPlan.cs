namespace Hearsay.Attacks.Tests;

/// <summary>One attack: what is sent, how fast, and to whom.</summary>
internal sealed record AttackPlan
{
    /// <summary>As the report calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Datagrams a second to each victim, and how many in all.</summary>
    public required Pace Pace { get; init; }

    /// <summary>What is sent.</summary>
    public required Func<Camp, IForgery> Forge { get; init; }

    /// <summary>How many of the honest members are attacked.</summary>
    public int Victims { get; init; } = 1;

    /// <summary>Share of the honest members' datagrams that get lost, with and without the attack.</summary>
    public double Loss { get; init; }

    /// <summary>True when its datagrams cost the attacker much to make.</summary>
    public bool IsPrepared { get; init; }

    /// <summary>True when the attack comes from an address that is no member's.</summary>
    public bool IsStranger { get; init; }

    /// <summary>See <see cref="Arena"/>.</summary>
    public bool IsMirrored { get; init; }

    /// <summary>
    /// Milliseconds that what the first victim sends is held back during the attack: a defect planted to be noticed.
    /// </summary>
    public int HeldBackMs { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AttackPlan> All { get; } =
    [
        new()
        {
            Name = "bad signatures, ten a datagram",
            Pace = new Pace(1_500),
            Forge = camp => new BadSignatures(camp, camp.Self),
        },
        new()
        {
            Name = "one event signed afresh each time",
            Pace = new Pace(1_500),
            Forge = camp => new SignedAfresh(camp, copies: 1),
            IsPrepared = true,
        },
        new()
        {
            Name = "the same, ten times a datagram",
            Pace = new Pace(1_500),
            Forge = camp => new SignedAfresh(camp, copies: 10),
            IsPrepared = true,
        },
        new()
        {
            Name = "valid chain, 5,000 events/s",
            Pace = new Pace(5_000.0 / ValidChain.EventsPerDatagram),
            Forge = camp => new ValidChain(camp),
            Victims = Arena.Honest,
            IsPrepared = true,
        },
        FarParentsOf(10),
        FarParentsOf(170),
        new()
        {
            Name = "stranger's flood",
            Pace = new Pace(double.PositiveInfinity),
            Forge = _ => new Noise(),
            IsStranger = true,
        },
        new()
        {
            Name = "empty requests, 64 ranges of 256",
            Pace = new Pace(1_200),
            Forge = camp => new EmptyRequests(camp),
            Victims = Arena.Honest,
        },
        new()
        {
            Name = "hash questions",
            Pace = new Pace(1_200),
            Forge = camp => new HashQuestions(camp),
            Victims = Arena.Honest,
        },
        new()
        {
            Name = "in the victim's own name",
            Pace = new Pace(1_500),
            Forge = camp => new BadSignatures(camp, camp.Victim),
            IsMirrored = true,
        },
    ];

    /// <summary>The one of that name.</summary>
    public static AttackPlan Called(string name) => All.Single(plan => plan.Name == name);

    private static AttackPlan FarParentsOf(int events) => new()
    {
        Name = $"{events} events with parents far ahead",
        Pace = new Pace(10_000, events),
        Forge = camp => new FarParents(camp),
        Victims = Arena.Honest,
        Loss = 0.02,
    };
}
