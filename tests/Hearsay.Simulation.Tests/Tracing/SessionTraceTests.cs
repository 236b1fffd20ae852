using System.Xml.Linq;

namespace Hearsay.Simulation.Tests;

/// <summary>What a person gets to read of a session.</summary>
public sealed class SessionTraceTests
{
    private static readonly SimulationPlan Plan = new()
    {
        Seconds = 12,
        Faults = ["crash"],
        Adversaries = 1,
        Strategies = ["branch-half"],
        Traces = true,
    };

    [Test]
    public void Lines_ShortSession_TellWhatHappened()
    {
        SimulationOutcome outcome = SimulatedSession.Run(Plan);

        string text = string.Join('\n', outcome.Trace!.Lines);
        Assert.That(text, Does.Contain("submits action 1"));
        Assert.That(text, Does.Contain("decides round 2"));
        Assert.That(text, Does.Contain("is final: "));
        Assert.That(text, Does.Contain("the faults are over"));
        Assert.That(text, Does.Contain("branched"));
    }

    [Test]
    public void Run_WithTrace_ChangesNothing()
    {
        ulong without = SimulatedSession.Run(Plan with { Traces = false }).TraceHash;
        Assert.That(SimulatedSession.Run(Plan).TraceHash, Is.EqualTo(without));
    }

    [Test]
    public void Draw_Trace_IsWellFormedAndShowsEvents()
    {
        string svg = GraphPicture.Draw(SimulatedSession.Run(Plan).Trace!);

        XElement picture = XDocument.Parse(svg).Root!;
        Assert.That(picture.Elements().Count(element => element.Name.LocalName == "circle"), Is.GreaterThan(20));
        Assert.That(picture.Elements().Count(element => element.Name.LocalName == "line"), Is.GreaterThan(40));
    }
}
