using Hearsay.Ecs;

namespace Hearsay.World.Tests;

public sealed class PlayerMotionTests
{
    private const int Floor = Playground.FloorTop;

    private Playground _world = null!;

    [SetUp]
    public void JoinOnAFloor()
    {
        _world = new Playground();
        _world.BuildFloor();
        _world.JoinAt(0, 0, 0);
    }

    [Test]
    public void Move_Forward_WalksWhereItLooksAtWalkingSpeed([Values(0, 16_384, 32_768, 49_152)] int yaw)
    {
        BinaryAngle angle = new((ushort)yaw);
        FixedVector start = Feet;
        Press(MoveKeys.Forward, angle);
        _world.Run(40);

        FixedVector way = Feet - start;
        FixedVector direction = new(angle.Cos(), 0, angle.Sin());
        Assert.That(FixedVector.Dot(way, direction).FloorToInt(), Is.EqualTo(8), "4.3 blocks a second for two seconds");
        Assert.That(FixedVector.Cross(way, direction).Length, Is.LessThan(Fixed.Ratio(1, 100)));
    }

    [Test]
    public void Move_KeysReleased_ComesToRest()
    {
        Press(MoveKeys.Forward | MoveKeys.Right, BinaryAngle.FromDegrees(33));
        _world.Run(20);
        Press(MoveKeys.None, BinaryAngle.Zero);
        _world.Run(40);
        FixedVector rest = Feet;
        _world.Run(20);

        Assert.That(Feet, Is.EqualTo(rest));
    }

    [Test]
    public void Move_Sprint_IsFasterOnlyForwards()
    {
        Press(MoveKeys.Forward | MoveKeys.Sprint, BinaryAngle.Zero);
        _world.Run(20);
        Fixed sprint = _world.PlayerOf(0).Body.Velocity.X;
        Press(MoveKeys.Back | MoveKeys.Sprint, BinaryAngle.HalfTurn);
        _world.Run(20);

        Assert.That(sprint, Is.GreaterThan(_world.PlayerOf(0).Body.Velocity.X));
    }

    [Test]
    public void Move_Jump_RisesOverOneBlockButNotTwo()
    {
        Press(MoveKeys.Jump, BinaryAngle.Zero);
        Fixed highest = 0;
        for (int i = 0; i < 12; i++)
        {
            _world.Run(1);
            highest = Fixed.Max(highest, Feet.Y - Floor);
        }

        Assert.That(highest, Is.GreaterThan(Fixed.One + Fixed.Ratio(1, 5)));
        Assert.That(highest, Is.LessThan(Fixed.One + Fixed.Half));
    }

    [Test]
    public void Move_JumpingForward_ClimbsOneBlock()
    {
        for (int z = -5; z < 6; z++)
        {
            _world.Put(2, Floor, z, BlockKind.Stone);
            _world.Put(3, Floor, z, BlockKind.Stone);
        }

        Press(MoveKeys.Forward | MoveKeys.Jump, BinaryAngle.Zero);
        _world.Run(30);

        Assert.That(Feet.X, Is.GreaterThan((Fixed)2));
        Assert.That(Feet.Y, Is.GreaterThanOrEqualTo((Fixed)(Floor + 1)));
    }

    [Test]
    public void Fall_FromHigh_HurtsByTheHeight()
    {
        _world.Teleport(0, new FixedVector(Fixed.Half, Floor + 9, Fixed.Half));
        _world.Run(60);

        Assert.That(_world.PlayerOf(0).Vitals.Health, Is.InRange(Vitals.HealthMax - 6, Vitals.HealthMax - 5));
        Assert.That(Feet.Y, Is.EqualTo((Fixed)Floor));
    }

    [Test]
    public void Fall_FromVeryHigh_KillsAndThePlayerComesBackWell()
    {
        _world.Give(0, ItemKind.Log, 3);
        _world.Teleport(0, new FixedVector(Fixed.Half, Floor + 40, Fixed.Half));
        _world.Run(70);
        Assert.That(_world.PlayerOf(0).Vitals.IsDead, Is.True);
        Assert.That(_world.Do(0, WorldAction.Drop(0, 1)), Is.EqualTo(Rejection.Dead));
        Assert.That(_world.Do(0, WorldAction.PickUp(new ItemId(1))), Is.EqualTo(Rejection.Dead));
        _world.Run(60);

        Assert.That(_world.PlayerOf(0).Vitals.Health, Is.EqualTo(Vitals.HealthMax));
        Assert.That(_world.InventoryOf(0).CountOf(ItemKind.Log), Is.EqualTo(3));
    }

    [Test]
    public void Water_BreaksTheFallAndCarriesASwimmerUp()
    {
        FillPool();
        _world.Teleport(0, new FixedVector(Fixed.Half, Floor + 20, Fixed.Half));
        _world.Run(60);
        Assert.That(_world.PlayerOf(0).Vitals.Health, Is.EqualTo(Vitals.HealthMax));
        Assert.That(_world.PlayerOf(0).Body.Touches(Contacts.Water), Is.True);

        Press(MoveKeys.Jump, BinaryAngle.Zero);
        _world.Run(60);

        Assert.That(Feet.Y, Is.GreaterThan((Fixed)(Floor + 3)));
    }

    [Test]
    public void Water_HeldUnder_DrownsAfterItsBreath()
    {
        FillPool();
        _world.Run(Vitals.AirMax - 20);
        Assert.That(_world.PlayerOf(0).Body.Touches(Contacts.Submerged), Is.True);
        Assert.That(_world.PlayerOf(0).Vitals.Health, Is.EqualTo(Vitals.HealthMax));
        _world.Run(60);

        Assert.That(_world.PlayerOf(0).Vitals.Health, Is.LessThan(Vitals.HealthMax));
    }

    [Test]
    public void Items_OnTheFloor_ComeToRest()
    {
        _world.Give(0, ItemKind.Dirt, 1);
        _world.Do(0, WorldAction.Drop(0, 1));
        _world.Run(100);
        FixedVector rest = _world.Items().Single().Position;
        _world.Run(50);

        Assert.That(_world.Items().Single().Position, Is.EqualTo(rest));
        Assert.That(rest.Y, Is.EqualTo((Fixed)Floor));
    }

    private FixedVector Feet => _world.PlayerOf(0).Body.Position;

    private void Press(MoveKeys keys, BinaryAngle yaw) =>
        Assert.That(_world.Do(0, WorldAction.Move(new MoveIntent(keys, yaw, 0))), Is.EqualTo(Rejection.None));

    private void FillPool()
    {
        for (int x = -3; x <= 3; x++)
        {
            for (int z = -3; z <= 3; z++)
            {
                for (int y = 0; y < 5; y++)
                {
                    bool wall = Math.Abs(x) == 3 || Math.Abs(z) == 3;
                    _world.Put(x, Floor + y, z, wall ? BlockKind.Glass : BlockKind.Water);
                }
            }
        }
    }
}
