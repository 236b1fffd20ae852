using Hearsay.Gossip;

namespace Hearsay.Simulation.Tests;

/// <summary>Strategies that flood: each sends what it is there for, as fast as it says.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FloodingTests
{
    [Test]
    public void Resign_SameEvents_EveryCopyIsValidAndSignedAfresh()
    {
        using HostileStage played = new HostileStage("resign", members: 4, hostile: 1).Play(seconds: 2);

        SentEvent[] copies = [.. played.Events];
        Assert.That(copies, Has.Length.GreaterThan(5_000));
        Assert.That(copies.All(sent => sent.IsSigned));
        Assert.That(copies.Select(sent => sent.Hash).Distinct().Count(), Is.LessThan(copies.Length / 50));
        Assert.That(
            copies.Select(sent => sent.Signature).Distinct().Count(), Is.GreaterThan(copies.Length * 9 / 10));
    }

    [Test]
    public void BadSignatures_AllEvents_NeedACheckAndFailIt()
    {
        using HostileStage played = new HostileStage("bad-signatures", members: 4, hostile: 1).Play(seconds: 2);

        Host[] honest = [.. played.Stage.Honest];
        Assert.That(played.Adversaries[0].Acts, Is.GreaterThan(10_000));
        Assert.That(
            honest.Sum(host => host.Screen.Refusals.Total(RefusalReason.BadSignature)), Is.GreaterThan(1_000));
        Assert.That(
            honest.Sum(host => host.Screen.Refusals.Total(RefusalReason.OverRate)), Is.Positive, "failures are dear");
        Assert.That(honest.Max(host => host.Processor.BusyMicros), Is.Positive);
        Assert.That(honest.Max(host => host.Processor.MostWaiting), Is.Positive);
    }

    [Test]
    public void BadSignatures_MachinesThatAreNeverBusy_NothingWaits()
    {
        using HostileStage played =
            new HostileStage("bad-signatures", members: 4, hostile: 1, isEverBusy: false).Play(seconds: 2);

        Assert.That(played.Stage.Honest.Max(host => host.Processor.MostWaiting), Is.Zero);
    }

    [Test]
    public void EmptyRequests_HighRate_AskForEverythingThatNobodyHas()
    {
        using HostileStage played = new HostileStage("empty-requests", members: 4, hostile: 1).Play(seconds: 2);

        EmptyRequestsAdversary asking = (EmptyRequestsAdversary)played.Adversaries[0];
        Assert.That(asking.Ranges, Is.GreaterThan(64 * 2_000));
        Assert.That(asking.Acts, Is.GreaterThan(2_000), "hash questions");
        Assert.That(
            played.Stage.Honest.Sum(host => host.Screen.Refusals.Total(RefusalReason.Malformed)), Is.Zero, "all valid");
    }

    [Test]
    public void SelfSpoof_ManyBranches_ComeFromTheVictimsOwnAddress()
    {
        using HostileStage played = new HostileStage("self-spoof", members: 4, hostile: 1).Play(seconds: 3);

        SelfSpoofAdversary spoofing = (SelfSpoofAdversary)played.Adversaries[0];
        Assert.That(played.FromSelf, Is.GreaterThan(200));
        Assert.That(spoofing.Branches, Is.GreaterThan(90), "so many datagrams were enough to stop four members once");
    }

    [Test]
    public void FarParents_ManyEvents_NameParentsNearAndFarWithoutABranch()
    {
        using HostileStage played = new HostileStage("far-parents", members: 4, hostile: 1).Play(seconds: 4);

        SentEvent[] far = [.. played.Events.Where(sent => sent.Sequence >= 1_000)];
        Assert.That(far.DistinctBy(sent => sent.Hash).Count(), Is.GreaterThan(100));
        Assert.That(far.DistinctBy(sent => sent.Hash).Count(), Is.EqualTo(far.DistinctBy(s => s.Sequence).Count()));
        int[] ahead = [.. far.SelectMany(sent => sent.Parents).Select(parent => parent.Sequence)];
        Assert.That(ahead.Count(sequence => sequence < 500), Is.Positive);
        Assert.That(ahead.Count(sequence => sequence > 5_000), Is.Positive);
    }
}
