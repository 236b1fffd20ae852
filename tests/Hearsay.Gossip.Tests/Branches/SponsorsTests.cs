using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class SponsorsTests
{
    private const int PaysMax = 10 * Limits.SponsoredEventsBurst;

    private LoneEngine _lone = null!;
    private EventIntake _intake = null!;
    private ForgedEvent _missing = null!;

    [SetUp]
    public void SetUp()
    {
        _lone = new LoneEngine(5);
        GossipSetup setup = new()
        {
            EpochId = _lone.EpochId,
            Roster = _lone.Roster,
            Self = new MemberIndex(0),
            Signer = _lone.Signatures,
        };
        _intake = new EventIntake(new EngineParts(setup, _lone, _lone.Now));
        _missing = _lone.Forge.First(1);
    }

    [Test]
    public void Pay_RootOfOneMember_IsWhatItHasAtOnce()
    {
        ForgedEvent three = _lone.Forge.First(3);
        Take(three);
        int root = Take(_lone.Forge.After(three, _missing.AsParent));

        Assert.That(PayAll(root), Is.EqualTo(Limits.SponsoredEventsBurst));
    }

    [Test]
    public void Pay_RootThatAnotherMembersEventNeeds_ThatOnePaysWhenTheFirstHasNoMore()
    {
        ForgedEvent three = _lone.Forge.First(3);
        ForgedEvent four = _lone.Forge.First(4);
        ForgedEvent waits = _lone.Forge.After(three, _missing.AsParent);
        ForgedEvent needs = _lone.Forge.After(four, waits.AsParent);
        Take(three);
        Take(four);
        int root = Take(waits);
        int needing = Take(needs);

        Assert.That(PayAll(root), Is.EqualTo(2 * Limits.SponsoredEventsBurst));
        Assert.That(_intake.Sponsors.CanPay(needing), Is.False, "it paid for the other's root");
    }

    private int PayAll(int root)
    {
        int paid = 0;
        while (paid < PaysMax && _intake.Sponsors.CanPay(root))
        {
            _intake.Sponsors.Pay(root);
            paid++;
        }

        return paid;
    }

    private int Take(ForgedEvent forged)
    {
        bool isGood = EventLayout.TryRead(forged.Bytes, _lone.Roster.Count, out EventLayout layout, out _);
        Assert.That(isGood, Is.True);
        int index = _intake.Take(
            new ScreenedEvent(0, forged.Hash, layout), forged.Bytes, new MemberIndex(forged.Creator));
        Assert.That(index, Is.Not.Negative);
        return index;
    }
}
