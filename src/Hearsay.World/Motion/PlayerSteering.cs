using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>How a player's wishes change its speed. Speeds in blocks per tick, in raw steps.</summary>
internal static class PlayerSteering
{
    private const long Walk = 14_156;
    private const long Sprint = 18_350;
    private const long Swim = 7_864;
    private const long Jump = 27_525;
    private const long Rise = 2_621;
    private const long RiseMax = 9_830;
    private const long ClimbOut = 19_661;
    private const long Diagonal = 46_341;

    // How much of the wanted speed is reached in one tick, in 1/65,536.
    private const long GripGround = 32_768;
    private const long GripWater = 16_384;
    private const long GripAir = 5_243;

    public static void Steer(in MoveIntent intent, ref Body body)
    {
        (Fixed x, Fixed z) = Wanted(intent, body.Touches(Contacts.Water));
        long grip = body.Touches(Contacts.Water) ? GripWater : body.Touches(Contacts.Ground) ? GripGround : GripAir;
        Fixed share = Fixed.FromRaw(grip);
        FixedVector velocity = body.Velocity;

        // A product is cut towards zero: the speed that is kept, not the change of it, or a body would never rest.
        Fixed kept = Fixed.One - share;
        body.Velocity = new FixedVector(
            (velocity.X * kept) + (x * share),
            (intent.Keys & MoveKeys.Jump) != 0 ? Upwards(body) : velocity.Y,
            (velocity.Z * kept) + (z * share));
    }

    private static Fixed Upwards(in Body body)
    {
        Fixed speed = body.Velocity.Y;
        if (body.Touches(Contacts.Water))
        {
            bool climbs = body.Touches(Contacts.Wall) && !body.Touches(Contacts.Submerged);
            return climbs
                ? Fixed.FromRaw(ClimbOut)
                : Fixed.Min(speed + Fixed.FromRaw(Rise), Fixed.Max(speed, Fixed.FromRaw(RiseMax)));
        }

        return body.Touches(Contacts.Ground) ? Fixed.FromRaw(Jump) : speed;
    }

    private static (Fixed X, Fixed Z) Wanted(in MoveIntent intent, bool inWater)
    {
        int ahead = Pressed(intent, MoveKeys.Forward) - Pressed(intent, MoveKeys.Back);
        int right = Pressed(intent, MoveKeys.Right) - Pressed(intent, MoveKeys.Left);
        if (ahead == 0 && right == 0)
        {
            return default;
        }

        bool sprints = ahead > 0 && Pressed(intent, MoveKeys.Sprint) != 0;
        Fixed speed = Fixed.FromRaw(inWater ? Swim : sprints ? Sprint : Walk);
        speed = ahead != 0 && right != 0 ? speed * Fixed.FromRaw(Diagonal) : speed;
        Fixed cos = intent.Yaw.Cos();
        Fixed sin = intent.Yaw.Sin();
        return (speed * ((cos * ahead) - (sin * right)), speed * ((sin * ahead) + (cos * right)));
    }

    private static int Pressed(in MoveIntent intent, MoveKeys key) => (intent.Keys & key) != 0 ? 1 : 0;
}
