using Hearsay.Hashgraph;

namespace Hearsay.Simulation.Tests;

/// <summary>The rules of order on places made by hand.</summary>
public sealed class GrabPlaceTests
{
    private static readonly EventHash LowHash = HashOf(1);
    private static readonly EventHash HighHash = HashOf(2);

    [Test]
    public void IsBefore_SameRound_EachRuleGoesByItsOwn()
    {
        // The same two grabs: earlier by its timestamp, later by the receiving events, and with the higher hash.
        GrabPlace one = new(7, 100, 300, 5, HighHash);
        GrabPlace other = new(7, 200, 250, 5, LowHash);

        Assert.That(one.IsBefore(other, OrderRule.Hearsay), Is.True);
        Assert.That(one.IsBefore(other, OrderRule.ReceivingEvent), Is.False);
        Assert.That(one.IsBefore(other, OrderRule.RoundAndHash), Is.False);
    }

    [Test]
    public void IsBefore_EarlierRound_WinsUnderEveryRule(
        [Values(OrderRule.Hearsay, OrderRule.ReceivingEvent, OrderRule.RoundAndHash)] OrderRule rule)
    {
        GrabPlace one = new(6, 900, 900, 9, HighHash);
        GrabPlace other = new(7, 100, 100, 1, LowHash);

        Assert.That(one.IsBefore(other, rule), Is.True);
        Assert.That(other.IsBefore(one, rule), Is.False);
    }

    [Test]
    public void IsBefore_OneReceivingEventForBoth_TheAncestorIsFirst()
    {
        GrabPlace ancestor = new(7, 100, 300, 4, HighHash);
        GrabPlace descendant = new(7, 101, 300, 5, LowHash);

        Assert.That(ancestor.IsBefore(descendant, OrderRule.ReceivingEvent), Is.True);
        Assert.That(ancestor.IsBefore(descendant, OrderRule.RoundAndHash), Is.False);
    }

    private static EventHash HashOf(byte first)
    {
        byte[] bytes = new byte[EventHash.Bytes];
        bytes[0] = first;
        return EventHash.Read(bytes);
    }
}
