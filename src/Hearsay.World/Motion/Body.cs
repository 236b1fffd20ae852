using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>What a body touches.</summary>
[Flags]
public enum Contacts
{
    None = 0,

    /// <summary>It stands on something.</summary>
    Ground = 1,

    /// <summary>Its feet are in water.</summary>
    Water = 2,

    /// <summary>Its top is in water.</summary>
    Submerged = 4,

    /// <summary>It ran against something in the last tick.</summary>
    Wall = 8,
}

/// <summary>Something that moves and collides with blocks. A component of 64 bytes without padding.</summary>
public struct Body
{
    private FixedVector _position;
    private FixedVector _velocity;
    private Fixed _fallen;
    private Contacts _contacts;
    private readonly BodyShape _shape;

    public Body(BodyShape shape, FixedVector position)
    {
        _position = position;
        _shape = shape;
    }

    /// <summary>The middle of the body's bottom, in blocks.</summary>
    public FixedVector Position { readonly get => _position; set => _position = value; }

    /// <summary>Blocks per tick.</summary>
    public FixedVector Velocity { readonly get => _velocity; set => _velocity = value; }

    /// <summary>Blocks fallen since the body last stood or swam.</summary>
    public Fixed Fallen { readonly get => _fallen; set => _fallen = value; }

    public Contacts Contacts { readonly get => _contacts; set => _contacts = value; }

    public readonly BodyShape Shape => _shape;

    /// <summary>The place that the body takes.</summary>
    internal readonly Box Box => Box.Of(_shape, _position);

    public readonly bool Touches(Contacts contacts) => (_contacts & contacts) != 0;
}
