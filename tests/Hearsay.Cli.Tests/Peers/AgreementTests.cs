namespace Hearsay.Cli.Tests;

public sealed class AgreementTests
{
    [TestCase(10, "a a", "b b", true)]
    [TestCase(10, "a c", "b b", false)]
    [TestCase(10, "a a", "b c", false)]
    [TestCase(0, "a a", "b b", false)]
    [TestCase(10, ",", "b b", false)]
    [TestCase(10, "a", "b", true)]
    public void IsReached_OnlyWhenEveryPeerGaveTheSameDigests(int round, string orders, string states, bool expected)
    {
        Agreement agreement = new(round, orders.Replace(",", "").Split(' '), states.Split(' '));

        Assert.That(agreement.IsReached, Is.EqualTo(expected));
    }
}
