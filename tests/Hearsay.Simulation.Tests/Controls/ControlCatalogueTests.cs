namespace Hearsay.Simulation.Tests;

/// <summary>Deliberately broken variants: each must be caught, by the checker that is there for it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ControlCatalogueTests
{
    private static IReadOnlyList<string> Names => ControlCatalogue.Names;

    [TestCaseSource(nameof(Names))]
    public void Try_BrokenVariant_IsCaught(string name)
    {
        ControlResult result = ControlCatalogue.Try(name);

        TestContext.Out.WriteLine(result.Detail);
        Assert.That(result.IsCaught, Is.True, result.Detail);
    }
}
