namespace Hearsay.Session.Tests;

public sealed class ConstitutionTests
{
    [Test]
    public void FromJson_OfToJson_IsEqual()
    {
        Constitution constitution = new() { HeartbeatMs = 0, ActionsPerSecond = 7, ActionBurst = 3, MemberWeight = 2 };

        Assert.That(Constitution.FromJson(constitution.ToJson()), Is.EqualTo(constitution));
    }

    [Test]
    public void FromJson_PropertiesLeftOut_HaveTheirDefaults()
    {
        Assert.That(
            Constitution.FromJson("{\"heartbeatMs\": 50}"), Is.EqualTo(new Constitution { HeartbeatMs = 50 }));
    }

    [TestCase("{\"heartbeat\": 50}", "heartbeat")]
    [TestCase("{\"heartbeatMs\": \"fast\"}", "heartbeatMs")]
    [TestCase("{\"heartbeatMs\": 60001}", "heartbeatMs is 60001; allowed are 0 to 60000")]
    [TestCase("{\"roundsPerEpoch\": 99}", "roundsPerEpoch is 99")]
    public void FromJson_Mistake_NamesTheProperty(string json, string named)
    {
        Assert.That(
            () => Constitution.FromJson(json),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(named));
    }
}
