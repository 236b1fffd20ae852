namespace Hearsay.Simulation.Tests;

/// <summary>Strategies that branch: each makes the branches that it is there for.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BranchingTests
{
    [Test]
    public void BranchAll_SeveralHostile_EveryHonestMemberHasAFirstEventOfItsOwn()
    {
        using HostileStage played = new HostileStage("branch-all", members: 7, hostile: 2).Play(seconds: 3);

        for (int hostile = 0; hostile < 2; hostile++)
        {
            SentEvent[] first = [.. played.Events.Where(sent => sent.Creator == hostile && sent.Sequence == 0)];
            Assert.That(first.Select(sent => sent.Hash).Distinct().Count(), Is.EqualTo(5));
            Assert.That(first.Select(sent => sent.To).Distinct().Count(), Is.EqualTo(5));
        }
    }

    [Test]
    public void BranchAll_AsTimePasses_GoesOnWithEveryChain()
    {
        using HostileStage played = new HostileStage("branch-all", members: 7, hostile: 2).Play(seconds: 3);

        SentEvent[] tenth = [.. played.Events.Where(sent => sent.Creator == 0 && sent.Sequence == 10)];
        Assert.That(tenth.Select(sent => sent.Hash).Distinct().Count(), Is.EqualTo(5));
        Assert.That(
            tenth.All(sent => sent.Parents.Select(parent => parent.Creator).Except([1]).Count() == 1),
            "beside its colluder it names one honest member only");
    }

    [Test]
    public void BranchEach_AsTimePasses_ShowsEveryMemberAChainOfItsOwn()
    {
        using HostileStage played = new HostileStage("branch-each", members: 4, hostile: 1).Play(seconds: 3);

        SentEvent[] third = [.. played.Events.Where(sent => sent.Sequence == 3)];
        Assert.That(third.Select(sent => sent.Hash).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public void Namer_SeveralHostile_EveryEventNamesANewBranch()
    {
        using HostileStage played = new HostileStage("namer", members: 7, hostile: 2).Play(seconds: 6);

        NamerAdversary brancher = (NamerAdversary)played.Adversaries[0];
        NamerAdversary namer = (NamerAdversary)played.Adversaries[1];
        SentEvent[] naming = [.. played.Events.Where(sent => sent.Creator == 1).DistinctBy(sent => sent.Hash)];
        Assert.That(namer.Named, Is.GreaterThan(86), "so many were enough to stop seven members once");
        Assert.That(naming, Has.Length.GreaterThan(86));
        Assert.That(naming.All(sent => sent.Parents.Any(parent => parent.Creator == 0)));
        Assert.That(naming.DistinctBy(sent => sent.Sequence).Count(), Is.EqualTo(naming.Length), "it does not branch");
        Assert.That(brancher.Forge.Branches, Is.GreaterThanOrEqualTo(namer.Named / 2));
    }

    [Test]
    public void Namer_Alone_ShowsEachHonestMemberNewBranches()
    {
        using HostileStage played = new HostileStage("namer", members: 4, hostile: 1).Play(seconds: 6);

        Assert.That(((NamerAdversary)played.Adversaries[0]).Forge.Branches, Is.GreaterThan(40));
        Assert.That(played.Events.Select(sent => sent.To).Distinct().Count(), Is.EqualTo(3));
    }

    [TestCase(4, 1)]
    [TestCase(7, 2)]
    [TestCase(10, 3)]
    public void Ladder_AnyNumberOfHostile_ShowsOneEventAboveAThousand(int members, int hostile)
    {
        using HostileStage played = new HostileStage("ladder", members, hostile);
        played.Play(seconds: 1);

        LadderAdversary top = (LadderAdversary)played.Adversaries[^1];
        Assert.That(top.Rungs, Is.EqualTo(LadderBuilder.RungsPerLadder));
        Assert.That(top.Acts, Is.EqualTo(1));
        int branches = played.Adversaries.Sum(one => ((LadderAdversary)one).Forge.Branches);
        Assert.That(branches, Is.GreaterThan(hostile == 1 ? 0 : LadderBuilder.RungsPerLadder / 4));
        Assert.That(played.Events[0].Creator, Is.EqualTo(hostile - 1));
        Assert.That(
            played.Events.GroupBy(sent => sent.To).Select(sent => sent.First().Sequence).Distinct().Count(),
            Is.EqualTo(1));
    }

    [Test]
    public void Ladder_WhenAskedFor_IsGivenRungByRung()
    {
        using HostileStage played = new HostileStage("ladder", members: 10, hostile: 3).Play(seconds: 10);

        int given = played.Events.Where(sent => sent.Creator < 2).Select(sent => sent.Hash).Distinct().Count();
        Assert.That(given, Is.GreaterThan(10));
    }
}
