namespace Hearsay.Ecs.Tests;

public sealed class SystemScheduleTests
{
    [Test]
    public void Run_Systems_GoInTheListedOrder()
    {
        List<string> log = [];
        SystemSchedule<List<string>> schedule = new(new Named("move"), new Named("eat"), new Named("age"));

        schedule.Run(log);
        schedule.Run(log);

        Assert.That(schedule.Names, Is.EqualTo(new[] { "move", "eat", "age" }));
        Assert.That(log, Is.EqualTo(new[] { "move", "eat", "age", "move", "eat", "age" }));
    }

    [Test]
    public void Constructor_SameNameTwice_IsAnInvariantFailure() => Assert.That(
        () => new SystemSchedule<List<string>>(new Named("move"), new Named("move")),
        Throws.TypeOf<InvariantException>());

    private sealed class Named(string name) : ISystem<List<string>>
    {
        public string Name => name;

        public void Run(List<string> state) => state.Add(name);
    }
}
