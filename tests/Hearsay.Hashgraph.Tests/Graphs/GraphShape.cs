namespace Hearsay.Hashgraph.Tests;

/// <summary>Who makes the next event, and how far the news travels.</summary>
public enum Schedule
{
    /// <summary>Everybody is as likely as everybody else, and names what is newest.</summary>
    Fair,

    /// <summary>Some members make many more events than others, and name old ones.</summary>
    Skewed,

    /// <summary>Two groups that hear of each other only now and then.</summary>
    Partitioned,

    /// <summary>All make an event from the layer before.</summary>
    Lockstep,

    /// <summary>A member makes several events in a row, many without other-parents.</summary>
    Bursts,
}

/// <summary>How creation times and ages come about.</summary>
public enum Clocks
{
    /// <summary>Clocks that agree within a few milliseconds, true ages.</summary>
    Honest,

    /// <summary>Tiny times, so that many timestamps are equal.</summary>
    Ties,

    /// <summary>Clocks far apart, ages up to the largest number.</summary>
    Lying,
}

/// <summary>How weights are spread.</summary>
public enum WeightSpread
{
    Equal,
    Random,

    /// <summary>One member has a supermajority.</summary>
    Dictator,
}

/// <summary>What a <see cref="RandomGraph"/> looks like. Printed by every test that uses one.</summary>
public sealed record GraphShape
{
    public required ulong Seed { get; init; }

    public required int Members { get; init; }

    public required int Events { get; init; }

    public required int OtherParentsMax { get; init; }

    public Schedule Schedule { get; init; }

    public Clocks Clocks { get; init; }

    public WeightSpread Weights { get; init; }

    /// <summary>Members that branch, while their weight stays below a third.</summary>
    public int Branching { get; init; }

    /// <summary>Percent of a branching member's steps that open a branch, which some members may not hear of.</summary>
    public int BranchPercent { get; init; } = 8;

    /// <summary>Members that stop early or never start.</summary>
    public int Silent { get; init; }

    /// <summary>Percent of steps at which a member or a hoarded branch is cut off, to come back much later.</summary>
    public int CutOffPercent { get; init; }

    /// <summary>A shape drawn from a seed: everything that can vary does.</summary>
    public static GraphShape Draw(ulong seed)
    {
        SeededRandom random = new(seed);
        int members = random.Next(1, 13);
        int length = random.Chance(10) ? 100 : 30;
        return new GraphShape
        {
            Seed = seed,
            Members = members,
            Events = random.Next(20, 60 + length * members),
            OtherParentsMax = random.Next(1, Math.Max(1, members - 1)),
            Schedule = random.Chance(40) ? Schedule.Fair : random.Pick(Enum.GetValues<Schedule>()),
            Clocks = random.Pick(Enum.GetValues<Clocks>()),
            Weights = random.Chance(60) ? WeightSpread.Equal : random.Pick(Enum.GetValues<WeightSpread>()),
            Branching = random.Chance(50) ? 0 : random.Next(1, 4),
            BranchPercent = random.Next(2, 30),
            Silent = random.Chance(70) ? 0 : random.Next(1, Math.Max(1, members / 2)),
            CutOffPercent = random.Chance(50) ? 0 : random.Next(1, 4),
        };
    }
}
