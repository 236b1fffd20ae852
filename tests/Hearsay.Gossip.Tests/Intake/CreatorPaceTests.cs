using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>
/// What comes of a member faster than honest members create, by whichever way, waits until it is needed.
/// </summary>
public sealed class CreatorPaceTests
{
    private const int Length = 12;

    private LoneEngine _lone = null!;
    private ForgedEvent[] _chain = [];

    [SetUp]
    public void SetUp()
    {
        _lone = new LoneEngine(5, new GossipOptions { EventsPerCreatorPerS = 100 });
        List<ForgedEvent> chain = [_lone.Forge.First(1)];
        while (chain.Count < Length)
        {
            chain.Add(_lone.Forge.After(chain[^1]));
        }

        _chain = [.. chain];
    }

    [Test]
    public void Receive_FloodThatAnotherMemberBrings_IsLeftOutUntilItIsNeeded()
    {
        _lone.Deliver(2, _chain);
        Assert.That(_lone.Accepted, Has.Count.EqualTo(1));
        Assert.That(_lone.Refused(2, RefusalReason.OverRate), Is.EqualTo(Length - 1));

        ForgedEvent three = _lone.Forge.First(3);
        _lone.Deliver(3, three);
        _lone.Tick(20);
        _lone.Deliver(3, _lone.Forge.After(three, _chain[^1].AsParent));
        _lone.Deliver(2, _chain);
        Assert.That(_lone.Accepted, Has.Count.EqualTo(Length + 2));
    }

    [Test]
    public void Tick_EventOfAFloodThatMissesItsSelfParent_AsksForItWhenTheFloodIsOver()
    {
        _lone.Deliver(1, _chain[0]);
        _lone.Tick(20);
        _lone.Deliver(1, _chain[6], _chain[^1]);

        _lone.Run(ms: Limits.CreatorPauseMs - 10);
        Assert.That(_lone.SentOf(MessageKind.Request), Is.Empty);
        _lone.Run(ms: 3 * Limits.CreatorPauseMs);
        Assert.That(_lone.SentOf(MessageKind.Request), Is.Not.Empty);
    }
}
