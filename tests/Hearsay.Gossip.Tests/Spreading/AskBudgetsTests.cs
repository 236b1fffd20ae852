using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class AskBudgetsTests
{
    private const int Members = 4;
    private const int PerS = 1_000_000;
    private const int Half = PerS / 2;
    private const int OwnBurst = 2 * Half / Members;

    private static readonly MemberIndex One = new(1);
    private static readonly MemberIndex Other = new(2);
    private static readonly Micros Start = new(1_000_000_000);

    private AskBudgets _budgets = null!;

    [SetUp]
    public void SetUp() => _budgets = new AskBudgets(new GossipOptions { UploadBytesPerS = PerS }, Members, Start);

    [Test]
    public void Take_OwnPartUsedUp_TakesFromTheSharedHalfAndLeavesOthersTheirs()
    {
        Assert.That(TakeAll(One, Start), Is.EqualTo(OwnBurst + Half));
        Assert.That(TakeAll(Other, Start), Is.EqualTo(OwnBurst), "the shared half is gone, its own part is not");
    }

    [Test]
    public void Take_MoreThanThereIs_IsADebtOfOneBurstAtMost()
    {
        _budgets.Take(One, OwnBurst - 1, Start);
        _budgets.Take(One, long.MaxValue / 4, Start);
        _budgets.Take(One, Half - 1, Start);
        _budgets.Take(One, long.MaxValue / 4, Start);

        Assert.That(_budgets.Has(One, Start + Ms(900)), Is.False);
        Assert.That(_budgets.Has(One, Start + Ms(1_100)), Is.True, "the shared half is back after a second");
    }

    private static Micros Ms(long ms) => new(ms * 1_000);

    private long TakeAll(MemberIndex member, Micros now)
    {
        const int Bytes = 500;
        long taken = 0;
        while (taken < 10 * PerS && _budgets.Has(member, now))
        {
            _budgets.Take(member, Bytes, now);
            taken += Bytes;
        }

        return taken;
    }
}
