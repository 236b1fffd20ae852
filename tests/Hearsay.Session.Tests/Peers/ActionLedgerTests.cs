using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

public sealed class ActionLedgerTests
{
    private static readonly MemberIndex Ana = new(0);
    private static readonly MemberIndex Ben = new(1);

    [Test]
    public void Admit_NumberNotAboveTheLast_IsRepeated()
    {
        ActionLedger ledger = new(2, new Constitution());

        Assert.That(ledger.Admit(Ana, 5, new Micros(1)), Is.EqualTo(Admission.Admitted));
        Assert.That(ledger.Admit(Ana, 5, new Micros(2)), Is.EqualTo(Admission.Repeated));
        Assert.That(ledger.Admit(Ana, 4, new Micros(3)), Is.EqualTo(Admission.Repeated));
        Assert.That(ledger.Admit(Ana, 9, new Micros(4)), Is.EqualTo(Admission.Admitted));
        Assert.That(ledger.Admit(Ben, 5, new Micros(5)), Is.EqualTo(Admission.Admitted), "each has its own numbers");
        Assert.That(ledger.LastNumberOf(Ana), Is.EqualTo(9));
    }

    [Test]
    public void Admit_MoreThanTheBurst_IsOverRateUntilTimePasses()
    {
        ActionLedger ledger = new(2, new Constitution { ActionsPerSecond = 10, ActionBurst = 3 });
        Micros start = new(1_000_000_000);
        Admission[] atOnce = [.. Enumerable.Range(1, 5).Select(n => ledger.Admit(Ana, n, start))];

        Assert.That(atOnce.Count(a => a == Admission.Admitted), Is.EqualTo(3));
        Assert.That(ledger.Admit(Ben, 1, start), Is.EqualTo(Admission.Admitted), "rates are each member's own");
        Assert.That(ledger.Admit(Ana, 6, new Micros(start.Value + 99_999)), Is.EqualTo(Admission.OverRate));
        Assert.That(ledger.Admit(Ana, 7, new Micros(start.Value + 100_000)), Is.EqualTo(Admission.Admitted));
        Assert.That(ledger.Admit(Ana, 8, new Micros(start.Value + 100_001)), Is.EqualTo(Admission.OverRate));
    }

    [Test]
    public void Admit_OverRate_IsFinalForThatNumber()
    {
        ActionLedger ledger = new(1, new Constitution { ActionsPerSecond = 1, ActionBurst = 1 });
        ledger.Admit(Ana, 1, new Micros(0));

        Assert.That(ledger.Admit(Ana, 2, new Micros(0)), Is.EqualTo(Admission.OverRate));
        Assert.That(ledger.Admit(Ana, 2, new Micros(60_000_000)), Is.EqualTo(Admission.Repeated));
    }

    [Test]
    public void Admit_AtTheRateForLong_AdmitsAll()
    {
        ActionLedger ledger = new(1, new Constitution { ActionsPerSecond = 50, ActionBurst = 1 });

        for (int i = 1; i <= 1_000; i++)
        {
            Assert.That(ledger.Admit(Ana, i, new Micros(i * 20_000L)), Is.EqualTo(Admission.Admitted));
        }
    }

    [Test]
    public void Write_AfterDifferentActions_Differs()
    {
        ActionLedger one = new(2, new Constitution());
        ActionLedger two = new(2, new Constitution());
        Assert.That(BytesOf(one), Is.EqualTo(BytesOf(two)));

        one.Admit(Ben, 1, new Micros(7));

        Assert.That(BytesOf(one), Is.Not.EqualTo(BytesOf(two)));
    }

    private static byte[] BytesOf(ActionLedger ledger)
    {
        byte[] bytes = new byte[ledger.Bytes];
        ledger.Write(bytes);
        return bytes;
    }
}
