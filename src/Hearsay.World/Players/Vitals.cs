namespace Hearsay.World;

/// <summary>How a player is. A component of 16 bytes without padding.</summary>
/// <param name="Health">0 is dead, <see cref="HealthMax"/> is well.</param>
/// <param name="Air">Ticks of breath left.</param>
/// <param name="RespawnTick">When a dead player comes back.</param>
public readonly record struct Vitals(int Health, int Air, long RespawnTick)
{
    /// <summary>The health of a player who is well.</summary>
    public const int HealthMax = 20;

    /// <summary>Ticks that a full breath lasts: 15 s.</summary>
    public const int AirMax = 300;

    public static Vitals Full => new(HealthMax, AirMax, 0);

    public bool IsDead => Health <= 0;
}
