namespace Hearsay.Transport.Tests;

public sealed class FailureStreakTests
{
    [Test]
    public void NoteLasting_InARow_PausesDoubleAndTheLastIsOneTooMany()
    {
        FailureStreak streak = new(5);
        List<int> pauses = [];
        while (streak.NoteLasting())
        {
            pauses.Add(streak.PauseMs);
        }

        Assert.That(pauses, Is.EqualTo(new[] { 1, 2, 4, 8 }));
        Assert.That(streak.InARow, Is.EqualTo(5));
    }

    [Test]
    public void NoteLasting_ADatagramBetween_BeginsAnew()
    {
        FailureStreak streak = new(3);
        for (int i = 0; i < 100; i++)
        {
            Assert.That(streak.NoteLasting(), Is.True);
            Assert.That(streak.NoteLasting(), Is.True);
            streak.End();
            Assert.That(streak.PauseMs, Is.Zero);
        }
    }

    [Test]
    public void PauseMs_OfManyFailures_StaysASecond()
    {
        FailureStreak streak = new(int.MaxValue);
        for (int i = 0; i < 1_000; i++)
        {
            streak.NoteLasting();
        }

        Assert.That(streak.PauseMs, Is.EqualTo(1_024));
    }

    [Test]
    public void NotePassing_AThousandInARow_ThenPausesAMillisecondUntilADatagramComes()
    {
        FailureStreak streak = new(2);
        for (int i = 0; i < 1_000; i++)
        {
            streak.NotePassing();
            Assert.That(streak.PauseMs, Is.Zero);
        }

        streak.NotePassing();

        Assert.That(streak.PauseMs, Is.EqualTo(1));
        Assert.That(streak.InARow, Is.Zero);
        streak.End();
        Assert.That(streak.PauseMs, Is.Zero);
    }
}
