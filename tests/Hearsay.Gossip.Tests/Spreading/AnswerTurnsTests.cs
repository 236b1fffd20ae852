using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class AnswerTurnsTests
{
    private const int Members = 8;

    private static readonly Micros Start = new(1_000_000_000);

    private AnswerTurns _turns = null!;

    [SetUp]
    public void SetUp() => _turns = new AnswerTurns(Members);

    [Test]
    public void IsTurnOf_MoreThanAFew_WaitForTheirs()
    {
        Assert.That(Asking(Start), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(Asking(Start + Ms(300)), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(Asking(Start + Ms(600)), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(Asking(Start + Ms(900)), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void IsTurnOf_AfterATurn_TheOthersComeBeforeAnotherOne()
    {
        List<int[]> turns = [];
        for (int ms = 0; ms < 4_000; ms += 100)
        {
            turns.Add(Asking(Start + Ms(ms)));
        }

        Assert.That(turns[0], Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(turns[11], Is.EqualTo(new[] { 4, 5, 6 }));
        Assert.That(turns[21], Does.Contain(7), "the last of the first time, and two that begin anew");
        Assert.That(turns.SelectMany(turn => turn).CountBy(peer => peer).Select(count => count.Value),
            Is.All.InRange(8, 22));
    }

    [Test]
    public void IsTurnOf_WhoAsksNoMore_MakesRoom()
    {
        Asking(Start);
        Micros later = Start + Ms(AnswerTurns.IdleMs + 1);
        Assert.That(_turns.IsTurnOf(new MemberIndex(7), later), Is.True);
    }

    [Test]
    public void IsTurnOf_NobodyElseAsks_GoesOnWithoutAPause()
    {
        for (int ms = 0; ms < 5_000; ms += 50)
        {
            Assert.That(_turns.IsTurnOf(new MemberIndex(4), Start + Ms(ms)), Is.True);
        }
    }

    /// <summary>All members but this one ask; whose turn it is.</summary>
    private int[] Asking(Micros now) =>
        [.. Enumerable.Range(1, Members - 1).Where(peer => _turns.IsTurnOf(new MemberIndex(peer), now))];

    private static Micros Ms(long ms) => new(ms * 1_000);
}
