namespace Hearsay.Attacks.Tests;

/// <summary>
/// Hostile members and strangers against complete peers: finality p99 at the honest members is at most doubled, and
/// every action of theirs becomes final. Wall-clock figures, compared only with a control of the same minute.
/// </summary>
[Category("Socket")]
[NonParallelizable]
public sealed class AttackTests
{
    // A sender that is far slower than asked attacks nobody; on a busy machine it is somewhat slower.
    private const double RateShareMin = 0.5;

    private static readonly List<string> Table = [];

    private static IEnumerable<string> Attacks => AttackPlan.All.Select(plan => plan.Name);

    /// <summary>Compiles everything once, so that the first window measures what the others do.</summary>
    [OneTimeSetUp]
    public async Task PlayOnceForNothing() =>
        await Window.PlayAsync(AttackPlan.All[0], isAimed: false, Form.Short, CancellationToken.None);

    [OneTimeTearDown]
    public void PrintTable()
    {
        TestContext.Progress.WriteLine(Duel.Heading);
        Table.ForEach(TestContext.Progress.WriteLine);
    }

    [TestCaseSource(nameof(Attacks))]
    [CancelAfter(300_000)]
    public async Task Attack_BesideItsControl_FinalityAtMostDoubled(string attack, CancellationToken cancel) =>
        ShouldHold(await FightAsync(AttackPlan.Called(attack), Form.Short, cancel));

    [TestCaseSource(nameof(Attacks))]
    [Category("Slow")]
    [Explicit("Minutes; see the README of this project.")]
    [CancelAfter(1_800_000)]
    public async Task Attack_ForLong_FinalityAtMostDoubled(string attack, CancellationToken cancel) =>
        ShouldHold(await FightAsync(AttackPlan.Called(attack), Form.Long, cancel));

    /// <summary>The program itself: damage that no defence can ward off must show.</summary>
    [Test]
    [CancelAfter(300_000)]
    public async Task Attack_VictimIsHeldBack_IsNoticed(CancellationToken cancel)
    {
        AttackPlan planted = AttackPlan.Called("stranger's flood") with
        {
            Name = "planted: the victim sends 100 ms late",
            Pace = new Pace(100),
            HeldBackMs = 100,
        };

        Duel duel = await FightAsync(planted, Form.Short with { PairsMax = Form.Short.Pairs }, cancel);

        Assert.That(duel.Bound.IsKept, Is.False);
        Assert.That(duel.Attacks.Sum(window => window.Lost), Is.Zero);
    }

    private static async Task<Duel> FightAsync(AttackPlan plan, Form form, CancellationToken cancel)
    {
        Duel duel = new(plan);
        await duel.RunAsync(form, cancel);
        string[] lines = [.. duel.Report()];
        Table.AddRange(lines);
        Array.ForEach(lines, TestContext.Out.WriteLine);
        return duel;
    }

    private static void ShouldHold(Duel duel)
    {
        Reading[] windows = [.. duel.Controls, .. duel.Attacks];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(windows.Select(window => window.Failure), Is.All.Null);
            Assert.That(windows.Sum(window => window.Lost), Is.Zero, "actions lost, or not final in time");
            Assert.That(duel.Attacks.Sum(window => window.Refusals.Malformed), Is.Zero, "the attack is well formed");
            Assert.That(duel.Attacks.Sum(window => window.Sent), Is.AtLeast(RateShareMin * duel.DatagramsAsked));
            Assert.That(duel.Bound.AttackMs, Is.AtMost(duel.Bound.LimitMs), "finality p99 in milliseconds");
        }
    }
}
