using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

public sealed class EpochTests
{
    private static readonly StateDigest State = new(EventHash.Read([.. Enumerable.Repeat((byte)0x11, 32)]));

    [Test]
    public void First_OfAGenesis_HasItsMembersAndEffectiveWeights()
    {
        using Founders founders = new(3, new Constitution { MemberWeight = 5 });
        Epoch epoch = Epoch.First(founders.Genesis);

        Assert.That(epoch.Number, Is.EqualTo(1));
        Assert.That(epoch.Roster.TotalWeight, Is.EqualTo(15));
        Assert.That(epoch.TryFind(founders.Keys[2].Public, out MemberIndex place), Is.True);
        Assert.That(place, Is.EqualTo(new MemberIndex(2)));
        using PlayerKey stranger = PlayerKey.Create();
        Assert.That(epoch.TryFind(stranger.Public, out _), Is.False);
    }

    [Test]
    public void Id_IsTheHashOfItsParts()
    {
        using Founders founders = new(1);
        Epoch first = Epoch.First(founders.Genesis);
        Epoch second = first.Next(new Round(0x01020304), first.Members, State);

        byte[] previous = new byte[EventHash.Bytes];
        first.Id.Write(previous);
        byte[] state = new byte[EventHash.Bytes];
        State.Value.Write(state);
        byte[] written =
        [
            .. previous, 4, 3, 2, 1, 1, 0,
            .. founders.Keys[0].Public.Point, 1, 0, 0, 0, 8, 0, .. "player 0"u8,
            .. state,
        ];
        Assert.That(second.Number, Is.EqualTo(2));
        Assert.That(
            second.Id, Is.EqualTo(EventHash.Read(System.Security.Cryptography.SHA256.HashData(written))));
    }

    [Test]
    public void Next_AnythingDiffers_HasAnotherId()
    {
        using Founders founders = new(3);
        Epoch first = Epoch.First(founders.Genesis);
        Member[] heavier = [.. first.Members.Select((m, i) => i == 0 ? m with { Weight = 2 } : m)];
        EventHash[] ids =
        [
            first.Id,
            first.Next(new Round(9), first.Members, State).Id,
            first.Next(new Round(8), first.Members, State).Id,
            first.Next(new Round(9), first.Members, default).Id,
            first.Next(new Round(9), [.. first.Members.Skip(1)], State).Id,
            first.Next(new Round(9), [.. first.Members.Reverse()], State).Id,
            first.Next(new Round(9), heavier, State).Id,
            first.Next(new Round(9), first.Members, State).Next(new Round(9), first.Members, State).Id,
        ];

        Assert.That(ids, Is.Unique);
    }
}
