using System.Reflection;
using Hearsay.Ecs.Tests;

namespace Hearsay.World.Tests;

public sealed class CompiledCodeTests
{
    [Test]
    public void Violations_OfThisWorld_AreNone() =>
        Assert.That(DeterminismCheck.Violations(Assembly.Load("Hearsay.World")), Is.Empty);
}
