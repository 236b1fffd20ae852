namespace Hearsay.Session;

/// <summary>A member as the genesis or a roster lists it.</summary>
public sealed record Member
{
    /// <summary>What people call the member: 1 to 64 bytes of UTF-8.</summary>
    public required string Name { get; init; }

    /// <summary>By which the member's events are known.</summary>
    public required PublicKey PublicKey { get; init; }

    /// <summary>
    /// The weight of the member's events; null: the constitution's <see cref="Constitution.MemberWeight"/>.
    /// </summary>
    public int? Weight { get; init; }

    /// <summary>
    /// Where the member may be reached first, such as <c>203.0.113.7:7777</c>: at most 256 bytes, may be empty.
    /// </summary>
    public string Address { get; init; } = "";

    internal void Validate(int place)
    {
        if (CanonicalWriter.BytesOf(Name) is < 1 or > Limits.NameBytesMax)
        {
            throw new InvalidDataException(
                $"The name of member {place} is not 1 to {Limits.NameBytesMax} bytes of well-formed text.");
        }

        if (CanonicalWriter.BytesOf(Address) is < 0 or > Limits.AddressBytesMax)
        {
            throw new InvalidDataException(
                $"The address of member {place} is not at most {Limits.AddressBytesMax} bytes of well-formed text.");
        }

        if (Weight is < 1 or > Hashgraph.Limits.WeightMax)
        {
            throw new InvalidDataException(
                $"The weight of member {place} is {Weight}; allowed are 1 to {Hashgraph.Limits.WeightMax}.");
        }
    }
}
