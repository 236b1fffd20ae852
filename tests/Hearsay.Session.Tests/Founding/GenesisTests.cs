using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

public sealed class GenesisTests
{
    [Test]
    public void SessionId_OfAKnownGenesis_NeverChanges()
    {
        Assert.That(
            Known().SessionId.ToString(),
            Is.EqualTo("388ef67ffd505133674803d58592d84dd8e2c2cea657d425e92eef9c77dd2ce0"),
            "another id means that sessions founded with an earlier version cannot be resumed");
    }

    [Test]
    public void FromJson_OfToJson_IsTheSameGenesis()
    {
        Genesis genesis = Known();
        Genesis read = Genesis.FromJson(genesis.ToJson());

        Assert.That(read.SessionId, Is.EqualTo(genesis.SessionId));
        Assert.That(read.ToJson(), Is.EqualTo(genesis.ToJson()));
    }

    [Test]
    public void SessionId_AnythingDiffers_Differs()
    {
        Genesis known = Known();
        Genesis[] others =
        [
            Known(version: "2"), Known(seed: 8), Known(members: [One(), Two() with { Name = "cleo" }]),
            Known(members: [Two(), One()]), Known(members: [One()]),
            Known(members: [One() with { Weight = 2 }, Two()]),
            Known(members: [One(), Two() with { Address = "" }]),
            Known(constitution: new Constitution { HeartbeatMs = 101 }),
            Known(constitution: new Constitution { MemberWeight = 2 }),
            Known(constitution: new Constitution { ActionsPerSecond = 51 }),
            Known(constitution: new Constitution { ActionBurst = 101 }),
            Known(constitution: new Constitution { RoundsPerEpoch = 10_001 }),
        ];

        List<EventHash> ids = [known.SessionId, .. others.Select(g => g.SessionId)];
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public void SessionId_WeightLeftOut_IsThatOfTheConstitutionsWeight()
    {
        Assert.That(
            Known(members: [One() with { Weight = 1 }, Two()]).SessionId, Is.EqualTo(Known().SessionId));
    }

    [Test]
    public void Constructor_OutOfRange_SaysWhat()
    {
        Assert.That(() => Known(members: []), Refused("1 to 4096 members"));
        Assert.That(() => Known(members: [One(), One() with { Name = "b" }]), Refused("key of an earlier member"));
        Assert.That(() => Known(members: [One() with { Name = "" }]), Refused("name of member 0"));
        Assert.That(() => Known(members: [One() with { Name = new string('é', 33) }]), Refused("name of member 0"));
        Assert.That(() => Known(members: [One() with { Name = "\ud800" }]), Refused("name of member 0"));
        Assert.That(() => Known(members: [One() with { Weight = 0 }]), Refused("weight of member 0"));
        Assert.That(() => Known(members: [One() with { Address = new string('a', 257) }]), Refused("address"));
        Assert.That(() => Known(version: ""), Refused("game's id and version"));
        Assert.That(() => Known(constitution: new() { ActionsPerSecond = 0 }), Refused("actionsPerSecond is 0"));
        Assert.That(() => Known(constitution: new() { HeartbeatMs = -1 }), Refused("heartbeatMs is -1"));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"game\":null,\"worldSeed\":\"1\",\"constitution\":{},\"members\":[]}")]
    [TestCase("{\"game\":{\"id\":\"a\",\"version\":\"1\"},\"worldSeed\":\"-1\",\"constitution\":{},\"members\":[]}")]
    [TestCase("{\"game\":{\"id\":\"a\",\"version\":\"1\"},\"worldSeed\":\"1\",\"constitution\":{},\"members\":[null]}")]
    [TestCase("{\"game\":{\"id\":\"a\",\"version\":\"1\"},\"worldSeed\":\"1\",\"constitution\":{\"x\":1},"
        + "\"members\":[]}")]
    [TestCase("{\"game\":{\"id\":\"a\",\"version\":\"1\"},\"worldSeed\":\"1\",\"constitution\":{},"
        + "\"members\":[{\"name\":\"a\",\"publicKey\":\"00\"}]}")]
    public void FromJson_NotAGenesis_IsRefusedInOneSentence(string json)
    {
        Assert.That(() => Genesis.FromJson(json), Throws.TypeOf<InvalidDataException>());
    }

    [TestCase("\"ana\"", "\"\\ud800\"", "$.members[0].name")]
    [TestCase("\"auction\"", "\"\\udc00\"", "$.game")]
    [TestCase("203.0.113.7:7777", "\\ud800", "$.members[0].address")]
    [TestCase("\"name\": \"ana\"", "\"\\ud800\": 1", "$.members[0]")]
    [TestCase("\"id\": \"auction\",", "", "$.game")]
    [TestCase("\"id\": \"auction\",", "\"id\": null,", "$.game")]
    [TestCase("\"publicKey\": \"6b17", "\"publicKey\": \"6b18", "public key of member 0")]
    [TestCase("\"publicKey\": \"6b17", "\"publicKey\": \"zz17", "public key of member 0")]
    [TestCase("\"weight\": 3", "\"weight\": 99999999999", "$.members[1].weight")]
    [TestCase("\"weight\": 3", "\"weight\": 3.0", "$.members[1].weight")]
    [TestCase("\"weight\": 3", "\"weight\": 1048577", "weight of member 1 is 1048577")]
    [TestCase("\"worldSeed\": \"7\"", "\"worldSeed\": \"18446744073709551616\"", "$.worldSeed")]
    [TestCase("\"memberWeight\": 1,", "\"memberWeight\": 0,", "memberWeight is 0")]
    public void FromJson_OnePartIsWrong_SaysWhich(string right, string wrong, string why)
    {
        string json = Known().ToJson();
        Assert.That(json, Contains.Substring(right));

        Assert.That(() => Genesis.FromJson(json.Replace(right, wrong, StringComparison.Ordinal)), Refused(why));
    }

    [Test]
    public void FromJson_HalfOfACharacter_IsRefused()
    {
        Assert.That(() => Genesis.FromJson(Known().ToJson().Replace('j', '\ud800')), Refused("well-formed text"));
        Assert.That(() => Genesis.FromJson(Known().ToJson() + "\udc00"), Refused("well-formed text"));
        Assert.That(() => Constitution.FromJson("\ud800{}"), Refused("constitution is not well-formed text"));
    }

    [Test]
    public void FromJson_EndlessPropertyName_IsRefusedInOneShortSentence()
    {
        Assert.That(
            () => Constitution.FromJson($"{{\"{new string('a', 100_000)}\": 1}}"),
            Throws.TypeOf<InvalidDataException>().With.Message.Length.LessThan(200));
    }

    [Test]
    public void FromJson_MoreMembersThanARosterHas_IsRefusedBeforeTheirKeysAreChecked()
    {
        string member = "{\"name\":\"a\",\"publicKey\":\"00\"},";
        string members = string.Concat(Enumerable.Repeat(member, Hashgraph.Limits.MembersMax + 1)).TrimEnd(',');
        string json = "{\"game\":{\"id\":\"a\",\"version\":\"1\"},\"worldSeed\":\"1\",\"constitution\":{},"
            + $"\"members\":[{members}]}}";

        Assert.That(() => Genesis.FromJson(json), Refused("1 to 4096 members, not 4097"));
    }

    [Test]
    public void FromJson_KeyOfAMemberWithAnEndlessName_IsRefusedInOneShortSentence()
    {
        string json = Known().ToJson()
            .Replace("\"ana\"", $"\"{new string('a', 100_000)}\"", StringComparison.Ordinal)
            .Replace("6b17", "6b18", StringComparison.Ordinal);

        Assert.That(
            () => Genesis.FromJson(json),
            Throws.TypeOf<InvalidDataException>().With.Message.Length.LessThan(200));
    }

    [Test]
    public void FromJson_PropertyTwice_IsRefused()
    {
        string json = Known().ToJson();
        string doubled = json.Replace(
            "\"worldSeed\"", "\"worldSeed\": \"9\",\n\"worldSeed\"", StringComparison.Ordinal);

        Assert.That(() => Genesis.FromJson(doubled), Throws.TypeOf<InvalidDataException>());
    }

    private static NUnit.Framework.Constraints.ContainsConstraint Refused(string why) =>
        Throws.TypeOf<InvalidDataException>().With.Message.Contains(why);

    private static Member One() =>
        new() { Name = "ana", PublicKey = KnownMembers.KeyOf(0), Address = "203.0.113.7:7777" };

    private static Member Two() =>
        new() { Name = "björn", PublicKey = KnownMembers.KeyOf(1), Weight = 3, Address = "[::1]:1" };

    private static Genesis Known(
        string version = "1", ulong seed = 7, Constitution? constitution = null, Member[]? members = null) =>
        new(new GameVersion("auction", version), seed, constitution ?? new Constitution(), members ?? [One(), Two()]);
}
