using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World.Tests;

public sealed class PresenceRulesTests
{
    [Test]
    public void AnyAction_BeforeJoining_IsNotJoined()
    {
        Playground world = new();

        Assert.That(world.Do(4, WorldAction.Hold(0)), Is.EqualTo(Rejection.NotJoined));
        Assert.That(world.Do(4, WorldAction.Leave()), Is.EqualTo(Rejection.NotJoined));
        Assert.That(world.World.View.TryGetPlayer(new MemberIndex(4), out _), Is.False);
    }

    [Test]
    public void Join_Many_StandEachOnTheGroundInItsOwnColumn()
    {
        Playground world = new();
        for (int member = 0; member < 60; member++)
        {
            Assert.That(world.Do(member, WorldAction.Join()), Is.EqualTo(Rejection.None));
        }

        world.Run(5);

        List<PlayerView> players = [];
        world.World.View.ReadPlayers(players);
        Assert.That(players.Select(player => player.Member.Value), Is.EqualTo(Enumerable.Range(0, 60)));
        Assert.That(players.Select(player => (player.Body.Position.X, player.Body.Position.Z)), Is.Unique);
        Assert.That(
            players.All(player => player.Body.Touches(Contacts.Ground | Contacts.Water)), Is.True, "all stand or swim");
    }

    [Test]
    public void Join_Twice_IsRefused()
    {
        Playground world = new();
        world.Do(0, WorldAction.Join());

        Assert.That(world.Do(0, WorldAction.Join()), Is.EqualTo(Rejection.AlreadyJoined));
    }

    [Test]
    public void Leave_ThenJoin_WakesWhereItWasWithWhatItHad()
    {
        Playground world = new();
        world.BuildFloor();
        world.JoinAt(0, 3, 4);
        world.Give(0, ItemKind.Log, 7);
        world.Do(0, WorldAction.Move(new MoveIntent(MoveKeys.Forward, BinaryAngle.Zero, 0)));
        FixedVector before = world.PlayerOf(0).Body.Position;

        Assert.That(world.Do(0, WorldAction.Leave()), Is.EqualTo(Rejection.None));
        world.Run(30);
        Assert.That(world.World.View.TryGetPlayer(new MemberIndex(0), out _), Is.False);
        Assert.That(world.Do(0, WorldAction.Drop(0, 1)), Is.EqualTo(Rejection.NotJoined));
        Assert.That(world.Do(0, WorldAction.Join()), Is.EqualTo(Rejection.None));

        Assert.That(world.PlayerOf(0).Body.Position, Is.EqualTo(before));
        Assert.That(world.World.View.InventoryOf(new MemberIndex(0)).CountOf(ItemKind.Log), Is.EqualTo(7));
    }

    [Test]
    public void AnyAction_OverTheRate_IsRefusedUntilTheNextSecond()
    {
        Playground world = new(actionsPerSecondMax: 5);
        world.Do(0, WorldAction.Join());
        world.Do(1, WorldAction.Join());
        Rejection[] outcomes = [.. Enumerable.Range(0, 10).Select(_ => world.Do(0, WorldAction.Hold(1)))];

        Assert.That(outcomes.Count(outcome => outcome == Rejection.None), Is.EqualTo(4), "joining counts too");
        Assert.That(outcomes.Count(outcome => outcome == Rejection.TooManyActions), Is.EqualTo(6));
        Assert.That(world.Do(1, WorldAction.Hold(1)), Is.EqualTo(Rejection.None), "others are not affected");
        world.Run(20);
        Assert.That(world.Do(0, WorldAction.Hold(1)), Is.EqualTo(Rejection.None));
    }

    [Test]
    public void Apply_MalformedBytes_IsMalformedWhoeverSendsThem()
    {
        Playground world = new();
        world.Do(0, WorldAction.Join());

        Assert.That(world.Outcome(0, new byte[512]).Reason, Is.EqualTo((ushort)Rejection.Malformed));
        Assert.That(world.Outcome(9, [255]).Reason, Is.EqualTo((ushort)Rejection.Malformed));
        Assert.That(world.Outcome(9, ReadOnlySpan<byte>.Empty).Reason, Is.EqualTo((ushort)Rejection.Malformed));
    }
}
