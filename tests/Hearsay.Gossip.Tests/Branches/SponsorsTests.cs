namespace Hearsay.Gossip.Tests;

public sealed class SponsorsTests
{
    private const int PaysMax = 10 * Limits.SponsoredEventsBurst;

    private LoneIntake _lone = null!;
    private ForgedEvent _missing = null!;

    [SetUp]
    public void SetUp()
    {
        _lone = new LoneIntake();
        _missing = _lone.Forge.First(1);
    }

    [Test]
    public void Pay_RootOfOneMember_IsWhatItHasAtOnce()
    {
        ForgedEvent three = _lone.Forge.First(3);
        _lone.Take(three);
        int root = _lone.Take(_lone.Forge.After(three, _missing.AsParent));

        Assert.That(PayAll(root), Is.EqualTo(Limits.SponsoredEventsBurst));
    }

    [Test]
    public void Pay_RootThatAnotherMembersEventNeeds_ThatOnePaysWhenTheFirstHasNoMore()
    {
        ForgedEvent three = _lone.Forge.First(3);
        ForgedEvent four = _lone.Forge.First(4);
        ForgedEvent waits = _lone.Forge.After(three, _missing.AsParent);
        ForgedEvent needs = _lone.Forge.After(four, waits.AsParent);
        _lone.Take(three);
        _lone.Take(four);
        int root = _lone.Take(waits);
        int needing = _lone.Take(needs);

        Assert.That(PayAll(root), Is.EqualTo(2 * Limits.SponsoredEventsBurst));
        Assert.That(_lone.Intake.Sponsors.CanPay(needing), Is.False, "it paid for the other's root");
    }

    private int PayAll(int root)
    {
        int paid = 0;
        while (paid < PaysMax && _lone.Intake.Sponsors.CanPay(root))
        {
            _lone.Intake.Sponsors.Pay(root);
            paid++;
        }

        return paid;
    }
}
