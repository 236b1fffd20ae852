using Hearsay.Hashgraph;

namespace Hearsay.World.Tests;

public sealed class PickUpTallyTests
{
    [Test]
    public void Total_ItemGrantedTwice_IsADoubleWin()
    {
        PickUpTally tally = new();
        ItemId item = new(7);
        tally.Attempt(item, new MemberIndex(0));
        tally.Grant(item);
        tally.Attempt(item, new MemberIndex(1));
        tally.Grant(item);

        Assert.That(tally.Total, Is.EqualTo(new ContestedItems(Items: 1, Attempts: 2, DoubleWins: 1)));
    }

    [Test]
    public void Total_MoreItemsThanAreKept_AreFoldedOnce()
    {
        PickUpTally tally = new();
        int items = (2 * Limits.TalliedItemsMax) + 100;
        for (int i = 0; i < items; i++)
        {
            ItemId item = new((ulong)i);
            for (int member = 0; member < (i % 2 == 0 ? 3 : 1); member++)
            {
                tally.Attempt(item, new MemberIndex(member));
            }

            tally.Grant(item);
        }

        Assert.That(tally.Total, Is.EqualTo(new ContestedItems(items / 2, 3 * items / 2, DoubleWins: 0)));
    }
}
