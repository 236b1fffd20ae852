namespace Hearsay.Simulation;

/// <summary>All faults by name.</summary>
public static class FaultCatalogue
{
    private static readonly (string Name, Func<Fault> Create)[] All =
    [
        ("loss", () => new LossFault()),
        ("delay", () => new DelayFault()),
        ("duplicate", () => new DuplicateFault()),
        ("reorder", () => new ReorderFault()),
        ("rate", () => new RateFault()),
        ("partition", () => new PartitionFault()),
        ("oneway", () => new OneWayFault()),
        ("partial", () => new PartialFault()),
        ("crash", () => new CrashFault()),
        ("amnesia", () => new AmnesiaFault()),
        ("disk", () => new DiskFault()),
        ("clock", () => new ClockFault()),
        ("slow", () => new SlowFault()),
        ("buffer", () => new BufferFault()),
        ("starvation", () => new StarvationFault()),
    ];

    /// <summary>The names, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(fault => fault.Name)];

    /// <summary>A new fault; the name is of <see cref="Names"/>.</summary>
    internal static Fault Create(string name) => All.Single(fault => fault.Name == name).Create();
}
