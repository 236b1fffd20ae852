using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>
/// Each cause of gossip.md, "When to create an event": when it makes an event due, and that nothing else does in its
/// place. Sixteen members with a median delay of 56 ms, so that the wait at a supermajority is 6 ms and that for a
/// further witness 14 ms.
/// </summary>
public sealed class CreationRuleTests
{
    private const int Members = 16;
    private const int Supermajority = 11;
    private const long DelayMicros = 56_000;
    private const long FallbackMicros = 4 * DelayMicros;
    private const long MinimumMicros = 5_000;
    private const long CreatedMicros = 10_000_000;

    private static readonly CreationNeed Need = new(new Micros(DelayMicros), true, false, false);

    [Test]
    public void Due_Witness_ComesAtOnceAfterTheMinimum()
    {
        long due = DueAfter(new RoundProgress(new Round(7), 1, 1, NextIsWitness: true), Need);

        Assert.That(due, Is.EqualTo(MinimumMicros));
        Assert.That(Without(CreationCauses.Witness, seen: 1, present: 1, isWitness: true), Is.EqualTo(FallbackMicros));
    }

    [Test]
    public void Due_SupermajorityOfWitnesses_ComesAMomentLater()
    {
        long due = DueAfter(Progress(Supermajority, seen: 1), Need, observedMicros: 20_000);

        Assert.That(due, Is.EqualTo(20_000 + (DelayMicros / 4 * (Members - 4) / 28)));
        Assert.That(
            Without(CreationCauses.Supermajority, Supermajority, seen: 1), Is.EqualTo(FallbackMicros));
    }

    [Test]
    public void Due_SupermajorityAndMoreWitnessesCome_StillCountsFromTheSupermajority()
    {
        CreationRule rule = Created(new GossipOptions());
        rule.Observe(Progress(Supermajority, seen: 1), At(20_000));
        rule.Observe(Progress(Supermajority + 1, seen: 1), At(25_000));

        Assert.That(After(rule.Due(Need)), Is.EqualTo(26_000));
    }

    [Test]
    public void Due_AllWitnesses_ComesAtOnce() =>
        Assert.That(DueAfter(Progress(Members, seen: 1), Need, observedMicros: 20_000), Is.LessThanOrEqualTo(20_000));

    [Test]
    public void Due_FewerThanASupermajority_WaitsForTheFallback() =>
        Assert.That(DueAfter(Progress(Supermajority - 1, seen: 1), Need), Is.EqualTo(FallbackMicros));

    [Test]
    public void Due_FurtherWitness_ComesLaterAfterTheFirstSuch()
    {
        CreationRule rule = Created(new GossipOptions());
        rule.Observe(Progress(Supermajority, seen: Supermajority), At(1_000));
        Assert.That(After(rule.Due(Need)), Is.EqualTo(FallbackMicros), "nothing new");

        rule.Observe(Progress(Supermajority + 1, seen: Supermajority), At(20_000));
        rule.Observe(Progress(Supermajority + 2, seen: Supermajority), At(30_000));

        Assert.That(After(rule.Due(Need)), Is.EqualTo(20_000 + (DelayMicros * Members / 64)));
        Assert.That(
            Without(CreationCauses.FurtherWitness, Supermajority + 1, Supermajority), Is.EqualTo(FallbackMicros));
    }

    [Test]
    public void Due_Payload_ComesAtOnceAfterTheMinimum()
    {
        CreationNeed need = Need with { HasPayload = true };

        Assert.That(DueAfter(Progress(1, seen: 1), need), Is.EqualTo(MinimumMicros));
        CreationRule rule = Created(new GossipOptions { Causes = CreationCauses.All & ~CreationCauses.Payload });
        rule.Observe(Progress(1, seen: 1), At(0));
        Assert.That(After(rule.Due(need)), Is.EqualTo(FallbackMicros));
    }

    [Test]
    public void Due_PayloadWhereThroughputIsAskedFor_FillsTheEventsThatComeAnyway()
    {
        CreationRule rule = Created(new GossipOptions { MinimumIntervalMs = 0 });
        rule.Observe(Progress(1, seen: 1), At(0));
        Assert.That(After(rule.Due(Need with { HasPayload = true })), Is.EqualTo(FallbackMicros));

        rule.Observe(new RoundProgress(new Round(8), 1, 0, NextIsWitness: true), At(0));
        Assert.That(After(rule.Due(Need with { HasPayload = true })), Is.EqualTo(1));
    }

    [Test]
    public void Due_NothingHappens_ComesAfterFourDelays()
    {
        Assert.That(DueAfter(Progress(1, seen: 1), Need), Is.EqualTo(FallbackMicros));
        CreationRule rule = Created(new GossipOptions { Causes = CreationCauses.All & ~CreationCauses.Fallback });
        rule.Observe(Progress(1, seen: 1), At(0));
        Assert.That(rule.Due(Need), Is.EqualTo(Schedules.Never));
    }

    [TestCase(0, 20_000)]
    [TestCase(1_000, 20_000)]
    [TestCase(100_000, 400_000)]
    public void Due_Fallback_IsNeverShorterThanALostDatagramTakes(long delayMicros, long expected)
    {
        CreationNeed need = Need with { MedianDelay = new Micros(delayMicros) };

        Assert.That(DueAfter(Progress(1, seen: 1), need), Is.EqualTo(expected));
    }

    [TestCase(0, 5_000)]
    [TestCase(200, 1_000)]
    [TestCase(6_000, 1_500)]
    [TestCase(56_000, 5_000)]
    public void Due_MinimumInterval_IsShorterOnShortDelays(long delayMicros, long expected)
    {
        RoundProgress progress = new(new Round(7), 1, 1, NextIsWitness: true);

        Assert.That(DueAfter(progress, Need with { MedianDelay = new Micros(delayMicros) }), Is.EqualTo(expected));
    }

    [Test]
    public void Due_BucketHasOneEventLeft_ItIsKeptForAWitness()
    {
        CreationRule rule = Created(new GossipOptions { MinimumIntervalMs = 0.1 });
        for (int i = 0; i < 3; i++)
        {
            rule.NoteCreated(At(0));
        }

        rule.Observe(new RoundProgress(new Round(7), 1, 1, NextIsWitness: true), At(0));
        long empty = After(rule.Due(Need with { HasPayload = true }));
        Assert.That(empty, Is.EqualTo(rule.BudgetInterval.Value), "none is left: four were created");

        rule.Observe(Progress(1, seen: 1), At(0));
        Assert.That(After(rule.Due(Need with { HasPayload = true })), Is.EqualTo(2 * rule.BudgetInterval.Value));
    }

    [Test]
    public void Due_Starved_ComesByTheClockInTurns()
    {
        GossipOptions options = new() { UploadBytesPerS = 20_000 };
        CreationRule rule = Created(options);
        Assert.That(rule.IsStarved(Need.MedianDelay), Is.True);
        long interval = rule.BudgetInterval.Value;

        rule.Observe(new RoundProgress(new Round(7), 1, 1, NextIsWitness: true), At(0));
        Assert.That(After(rule.Due(Need with { HasPayload = true })), Is.EqualTo(interval));

        rule.TakeTurn(At(5 * interval), turn: 4);
        Assert.That(After(rule.Due(Need)), Is.EqualTo((5 * interval) + (interval * 4 / Members)));
    }

    [Test]
    public void Due_NothingToOrder_ComesAtTheHeartbeatOnly()
    {
        RoundProgress witness = new(new Round(7), Members, 1, NextIsWitness: true);
        CreationNeed idle = Need with { IsActive = false };

        Assert.That(DueAfter(witness, idle), Is.EqualTo(Schedules.Never.Value - At(0).Value));
        CreationRule rule = Created(new GossipOptions { HeartbeatMs = 100 });
        rule.Observe(witness, At(0));
        Assert.That(After(rule.Due(idle)), Is.EqualTo(100_000));
    }

    [TestCase(0, 1_000_000)]
    [TestCase(100, 1_000_000)]
    [TestCase(3_000, 3_000_000)]
    public void Due_Slowed_WhateverElseHappens(double heartbeatMs, long expected)
    {
        CreationRule rule = Created(new GossipOptions { HeartbeatMs = heartbeatMs });
        rule.Observe(new RoundProgress(new Round(7), Members, 1, NextIsWitness: true), At(0));

        Assert.That(After(rule.Due(Need with { HasPayload = true, IsSlowed = true })), Is.EqualTo(expected));
    }

    [Test]
    public void Due_RefusedByAFullGraph_TriesAgainByTheClock()
    {
        CreationRule rule = Created(new GossipOptions { MinimumIntervalMs = 0 });
        rule.Observe(new RoundProgress(new Round(7), Members, 1, NextIsWitness: true), At(0));
        rule.NoteRefused(At(0));

        Assert.That(After(rule.Due(Need with { HasPayload = true })), Is.EqualTo(FallbackMicros));
    }

    private static RoundProgress Progress(int present, int seen) =>
        new(new Round(7), present, seen, NextIsWitness: false);

    private static long Without(CreationCauses cause, int present, int seen, bool isWitness = false)
    {
        CreationRule rule = Created(new GossipOptions { Causes = CreationCauses.All & ~cause });
        rule.Observe(new RoundProgress(new Round(7), present, seen, isWitness), At(1_000));
        return After(rule.Due(Need));
    }

    private static long DueAfter(RoundProgress progress, CreationNeed need, long observedMicros = 0)
    {
        CreationRule rule = Created(new GossipOptions());
        rule.Observe(progress, At(observedMicros));
        return After(rule.Due(need));
    }

    private static CreationRule Created(GossipOptions options)
    {
        CreationRule rule = new(options, Roster.OfEqualMembers(Members), default);
        rule.NoteCreated(At(0));
        return rule;
    }

    private static Micros At(long micros) => new(CreatedMicros + micros);

    private static long After(Micros due) => (due - At(0)).Value;
}
