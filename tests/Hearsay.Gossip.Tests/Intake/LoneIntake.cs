using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>The intake of member 0 of five alone, without what an engine does with it.</summary>
internal sealed class LoneIntake
{
    private readonly LoneEngine _lone = new(5);

    public LoneIntake()
    {
        GossipSetup setup = new()
        {
            EpochId = _lone.EpochId,
            Roster = _lone.Roster,
            Self = new MemberIndex(0),
            Signer = _lone.Signatures,
        };
        Intake = new EventIntake(new EngineParts(setup, _lone, _lone.Now));
    }

    public EventIntake Intake { get; }

    public EventForge Forge => _lone.Forge;

    /// <summary>Takes an event from its creator; returns its number.</summary>
    public int Take(ForgedEvent forged)
    {
        Assert.That(EventLayout.TryRead(forged.Bytes, _lone.Roster.Count, out EventLayout layout, out _), Is.True);
        int index = Intake.Take(
            new ScreenedEvent(0, forged.Hash, layout), forged.Bytes, new MemberIndex(forged.Creator));
        Assert.That(index, Is.Not.Negative);
        return index;
    }
}
