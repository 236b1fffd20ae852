using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class NeedsTests
{
    [Test]
    public void NeededBy_TheHighestWaitsNoMore_IsTheNextHighest()
    {
        LoneEngine lone = new(5);
        GossipSetup setup = new()
        {
            EpochId = lone.EpochId,
            Roster = lone.Roster,
            Self = new MemberIndex(0),
            Signer = lone.Signatures,
        };
        EventIntake intake = new(new EngineParts(setup, lone, lone.Now));
        int low = Waiting(lone, intake, creator: 2, needs: 5);
        int high = Waiting(lone, intake, creator: 3, needs: 9);
        int middle = Waiting(lone, intake, creator: 4, needs: 7);
        Assert.That(NeededBy(intake, 9), Is.EqualTo(high));

        intake.Drops.ExpireEvent(high);
        Assert.That(NeededBy(intake, 9), Is.Negative);
        Assert.That(NeededBy(intake, 7), Is.EqualTo(middle));

        intake.Drops.ExpireEvent(middle);
        Assert.That(NeededBy(intake, 7), Is.Negative);
        Assert.That(NeededBy(intake, 3), Is.EqualTo(low));
    }

    private static int NeededBy(EventIntake intake, int sequence) =>
        intake.Needs.NeededBy(new MemberIndex(1), new Sequence(sequence));

    private static int Waiting(LoneEngine lone, EventIntake intake, int creator, int needs)
    {
        ForgedEvent forged = lone.Forge.Make(creator, 0, 1_000, default, [new ForgedParent(1, needs, default)], []);
        Assert.That(EventLayout.TryRead(forged.Bytes, lone.Roster.Count, out EventLayout layout, out _), Is.True);
        return intake.Take(new ScreenedEvent(0, forged.Hash, layout), forged.Bytes, new MemberIndex(creator));
    }
}
