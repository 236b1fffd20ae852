using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class CheckBudgetsTests
{
    private const int PerS = 1_000;
    private const int PacePerS = 125;
    private const int PaceBurst = 2;
    private static readonly MemberIndex Creator = new(0);
    private static readonly MemberIndex One = new(1);
    private static readonly MemberIndex Other = new(2);
    private static readonly Micros Start = new(1_700_000_000_000_000);

    private CheckBudgets _budgets = null!;

    [SetUp]
    public void SetUp() => _budgets = new CheckBudgets(members: 3, PerS, eventsPerCreatorPerS: PacePerS);

    [Test]
    public void TryTake_AtOnce_ABurstForEachNeighbour()
    {
        Assert.That(TakeAll(One, Start), Is.EqualTo(PerS));
        Assert.That(TakeAll(Other, Start), Is.EqualTo(PerS));
    }

    [TestCase(1, 1)]
    [TestCase(250, 250)]
    [TestCase(1_000, PerS)]
    [TestCase(60_000, PerS)]
    public void TryTake_LaterOn_WhatTheTimeBroughtButNoMoreThanABurst(int ms, int expected)
    {
        TakeAll(One, Start);

        Assert.That(TakeAll(One, Start + Ms(ms)), Is.EqualTo(expected));
    }

    [TestCase(20_000)]
    [TestCase(30_000)]
    [TestCase(7)]
    public void TryTake_OverAMinute_AtLeastTheRateAndHardlyMore(int perS)
    {
        _budgets = new CheckBudgets(3, perS, PacePerS);
        TakeAll(One, Start);
        long taken = Enumerable.Range(1, 600).Sum(i => (long)TakeAll(One, Start + Ms(100 * i)));

        Assert.That(taken, Is.InRange((long)perS * 60, (long)perS * 60 * 101 / 100));
    }

    [Test]
    public void ChargeFailure_EachTime_CostsSeveralGoodChecks()
    {
        const int Failures = 20;
        for (int i = 0; i < Failures; i++)
        {
            Assert.That(_budgets.TryTake(One, Creator, Start), Is.True);
            _budgets.ChargeFailure(One, Start);
        }

        Assert.That(TakeAll(One, Start), Is.EqualTo(PerS - (Failures * Limits.FailedCheckCost)));
        Assert.That(TakeAll(Other, Start), Is.EqualTo(PerS));
    }

    [Test]
    public void ChargeFailure_WithoutEnd_OwesOneBurstAtMost()
    {
        for (int i = 0; i < 100_000; i++)
        {
            _budgets.ChargeFailure(One, Start);
        }

        Assert.That(TakeAll(One, Start + Ms(1_000)), Is.Zero);
        Assert.That(TakeAll(One, Start + Ms(1_100)), Is.EqualTo(PerS / 10));
    }

    [Test]
    public void Credit_BudgetUsedUp_AsManyMore()
    {
        TakeAll(One, Start);
        _budgets.Credit(One, 5);

        Assert.That(TakeAll(Other, Start), Is.EqualTo(PerS));
        Assert.That(TakeAll(One, Start), Is.EqualTo(5));
        Assert.That(TakeAll(One, Start), Is.Zero);
    }

    [Test]
    public void Credit_AgainAndAgain_IsOneRangeAtMost()
    {
        for (int i = 0; i < 100; i++)
        {
            _budgets.Credit(One, 10);
        }

        _budgets.Credit(One, int.MaxValue);

        Assert.That(TakeAll(One, Start), Is.EqualTo(PerS + Limits.CheckCreditMax));
    }

    [Test]
    public void TryTake_ManyThreads_NoneMoreThanTheBudgetAndCreditTogether()
    {
        _budgets = new CheckBudgets(3, 10_000, PacePerS);
        _budgets.Credit(One, 200);
        int taken = 0;

        Parallel.For(0, 4, _ => Interlocked.Add(ref taken, TakeAll(One, Start)));

        Assert.That(taken, Is.EqualTo(10_200));
    }

    [Test]
    public void TryTake_OwnEventsBeyondThePace_WaitForAPause()
    {
        Assert.That(Create(Creator, Start), Is.EqualTo(PaceBurst));
        Assert.That(Create(Creator, Start + Ms(Limits.CreatorPauseMs - 1)), Is.Zero);
        Assert.That(_budgets.Pace.IsOver(Creator, Start + Ms((2 * Limits.CreatorPauseMs) - 2)), Is.True);
        Assert.That(Create(Creator, Start + Ms(3 * Limits.CreatorPauseMs)), Is.EqualTo(PaceBurst));
        Assert.That(Create(Other, Start), Is.EqualTo(PaceBurst), "another's pace is another's");
        Assert.That(_budgets.Pace.IsOver(One, Start), Is.False);
    }

    [Test]
    public void TryTake_BackInPaceAfterTooMuchAtOnce_IsTakenAfterAPause()
    {
        Create(Creator, Start);

        bool[] taken = [.. Enumerable.Range(1, 20).Select(i => Start + Ms(i * 1_000 / PacePerS))
            .Select(now => _budgets.TryTake(Creator, Creator, now))];

        Assert.That(taken[0], Is.False);
        Assert.That(taken[^1], Is.True);
    }

    [Test]
    public void TryTake_FloodThatGoesOn_LetsNothingThroughAfterItsBurst()
    {
        int taken = 0;
        for (int ms = 0; ms < 10_000; ms++)
        {
            taken += _budgets.TryTake(Creator, Creator, Start + Ms(ms)) ? 1 : 0;
        }

        Assert.That(taken, Is.EqualTo(PaceBurst));
    }

    [Test]
    public void TryTake_CreatorWithinItsPace_IsNeverLeftOut()
    {
        for (int i = 0; i < 1_000; i++)
        {
            Assert.That(_budgets.TryTake(Creator, Creator, Start + Ms(i * 1_000 / PacePerS)), Is.True);
        }
    }

    [Test]
    public void TryTake_CreatorBeyondItsPace_TakesCreditForWhatWasAskedFor()
    {
        Create(Creator, Start);
        _budgets.Credit(Creator, 7);

        Assert.That(Create(Creator, Start), Is.EqualTo(7));
    }

    [Test]
    public void TryTake_InAnothersName_CostsTheCreatorNothing()
    {
        TakeAll(One, Start);

        Assert.That(_budgets.Pace.IsOver(Creator, Start), Is.False);
        Assert.That(Create(Creator, Start), Is.EqualTo(PaceBurst));
    }

    private static Micros Ms(long ms) => new(ms * 1_000);

    private int TakeAll(MemberIndex neighbour, Micros now)
    {
        int taken = 0;
        while (_budgets.TryTake(neighbour, Creator, now))
        {
            taken++;
        }

        return taken;
    }

    /// <summary>Own events of a member that are checked at once, of many.</summary>
    private int Create(MemberIndex creator, Micros now) =>
        Enumerable.Range(0, 30).Count(_ => _budgets.TryTake(creator, creator, now));
}
