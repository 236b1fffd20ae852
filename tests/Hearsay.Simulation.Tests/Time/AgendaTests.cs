namespace Hearsay.Simulation.Tests;

/// <summary>Virtual time and what happens in it.</summary>
public sealed class AgendaTests
{
    [Test]
    public void TryStep_ManyPlans_HappenInOrderOfTimeThenPlanning()
    {
        Agenda agenda = new();
        Dice dice = new(7, "test");
        List<(long At, int Order)> happened = [];
        for (int i = 0; i < 2_000; i++)
        {
            long at = dice.Below(50);
            int order = i;
            agenda.At(at, () => happened.Add((at, order)));
        }

        while (agenda.TryStep(1_000))
        {
        }

        Assert.That(happened, Has.Count.EqualTo(2_000));
        Assert.That(happened, Is.EqualTo(happened.Order()));
        Assert.That(agenda.NowMicros, Is.EqualTo(1_000));
    }

    [Test]
    public void TryStep_NothingDueYet_MovesTimeAndLeavesThePlan()
    {
        Agenda agenda = new();
        bool hasHappened = false;
        agenda.At(10, () => hasHappened = true);

        Assert.That(agenda.TryStep(9), Is.False);
        Assert.That(agenda.NowMicros, Is.EqualTo(9));
        Assert.That(agenda.TryStep(10), Is.True);
        Assert.That(hasHappened, Is.True);
    }

    [Test]
    public void At_TimeThatHasPassed_HappensNow()
    {
        Agenda agenda = new();
        agenda.TryStep(100);
        long at = 0;
        agenda.At(5, () => at = agenda.NowMicros);

        agenda.TryStep(100);

        Assert.That(at, Is.EqualTo(100));
    }
}
