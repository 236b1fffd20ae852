using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>What gravity and water do to a body in one tick. Speeds in blocks per tick, in raw steps.</summary>
internal static class Surroundings
{
    private const long AirDrag = 64_225;
    private const long WaterDrag = 52_429;
    private const long PlayerGravity = 5_243;
    private const long ItemGravity = 2_621;
    private const long WaterGravity = 1_311;
    private const long FeetAbove = 16_384;

    /// <summary>Pulls the body down and slows its fall; the speed that is reached is below 4 blocks per tick.</summary>
    public static void Pull(ref Body body)
    {
        bool water = body.Touches(Contacts.Water);
        long gravity = water ? WaterGravity : body.Shape == BodyShape.Player ? PlayerGravity : ItemGravity;
        Fixed drag = Fixed.FromRaw(water ? WaterDrag : AirDrag);
        FixedVector velocity = body.Velocity;
        body.Velocity = velocity with { Y = (velocity.Y - Fixed.FromRaw(gravity)) * drag };
    }

    /// <summary>Looks which parts of the body are in water now.</summary>
    public static void Wet(ChunkStore blocks, ref Body body)
    {
        FixedVector at = body.Position;
        bool feet = IsWater(blocks, at.X, at.Y + Fixed.FromRaw(FeetAbove), at.Z);
        bool top = feet && body.Shape == BodyShape.Player && IsWater(blocks, at.X, Box.EyesOf(at).Y, at.Z);
        Contacts dry = body.Contacts & ~(Contacts.Water | Contacts.Submerged);
        body.Contacts = dry | (feet ? Contacts.Water : 0) | (top ? Contacts.Submerged : 0);
    }

    private static bool IsWater(ChunkStore blocks, Fixed x, Fixed y, Fixed z) =>
        blocks.Read(x.Raw >> Fixed.FractionBits, y.Raw >> Fixed.FractionBits, z.Raw >> Fixed.FractionBits)
        == BlockKind.Water;
}
