using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class NeedsTests
{
    [Test]
    public void NeededBy_TheHighestWaitsNoMore_IsTheNextHighest()
    {
        LoneIntake lone = new();
        int low = Waiting(lone, creator: 2, needs: 5);
        int high = Waiting(lone, creator: 3, needs: 9);
        int middle = Waiting(lone, creator: 4, needs: 7);
        Assert.That(NeededBy(lone, 9), Is.EqualTo(high));

        lone.Intake.Drops.ExpireEvent(high);
        Assert.That(NeededBy(lone, 9), Is.Negative);
        Assert.That(NeededBy(lone, 7), Is.EqualTo(middle));

        lone.Intake.Drops.ExpireEvent(middle);
        Assert.That(NeededBy(lone, 7), Is.Negative);
        Assert.That(NeededBy(lone, 3), Is.EqualTo(low));
    }

    private static int NeededBy(LoneIntake lone, int sequence) =>
        lone.Intake.Needs.NeededBy(new MemberIndex(1), new Sequence(sequence));

    private static int Waiting(LoneIntake lone, int creator, int needs) =>
        lone.Take(lone.Forge.Make(creator, 0, 1_000, default, [new ForgedParent(1, needs, default)], []));
}
