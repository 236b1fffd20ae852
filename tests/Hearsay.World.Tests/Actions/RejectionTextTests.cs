using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.World.Tests;

public sealed class RejectionTextTests
{
    [TestCase(0)]
    [TestCase(4_095)]
    public void TryGetTaker_OfTakenBy_IsTheMember(int member)
    {
        ActionOutcome outcome = new(RejectionText.TakenBy(new MemberIndex(member)));

        Assert.That(RejectionText.TryGetTaker(outcome, out MemberIndex winner), Is.True);
        Assert.That(winner.Value, Is.EqualTo(member));
        Assert.That(RejectionText.KindOf(outcome), Is.EqualTo(Rejection.TakenBy));
    }

    [Test]
    public void Describe_TakenBy_NamesTheWinner()
    {
        ActionOutcome outcome = new(RejectionText.TakenBy(new MemberIndex(7)));

        string named = RejectionText.Describe(outcome, member => member.Value == 7 ? "Ada" : "?");

        Assert.That(named, Is.EqualTo("taken by Ada"));
        Assert.That(RejectionText.Describe(outcome), Is.EqualTo("taken by member 7"));
    }

    [TestCaseSource(nameof(Reasons))]
    public void Describe_EveryReason_HasItsOwnWords(Rejection reason)
    {
        string text = TextOf(reason);

        Assert.That(text, Does.Not.Contain("code"));
        Assert.That(Reasons.Count(other => TextOf(other) == text), Is.EqualTo(1));
    }

    [Test]
    public void Describe_UnknownCode_SaysTheNumber() =>
        Assert.That(RejectionText.Describe(new ActionOutcome(9_999)), Does.Contain("9999"));

    private static IEnumerable<Rejection> Reasons => Enum.GetValues<Rejection>();

    private static string TextOf(Rejection reason) => RejectionText.Describe(new ActionOutcome((ushort)reason));
}
