using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hearsay.Session;

/// <summary>The JSON form of genesis and constitution: for people to read and edit, strict when read.</summary>
internal static class GenesisJson
{
    private static readonly GenesisJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(Genesis genesis) => JsonSerializer.Serialize(Shape.Of(genesis), Context.Shape);

    public static string Write(Constitution constitution) =>
        JsonSerializer.Serialize(constitution, Context.Constitution);

    public static Genesis Read(string json)
    {
        Shape shape = Parse(json, Context.Shape, "genesis");
        return new Genesis(
            shape.Game, shape.WorldSeed, shape.Constitution, [.. shape.Members.Select((m, i) => m.ToMember(i))]);
    }

    public static Constitution ReadConstitution(string json)
    {
        Constitution constitution = Parse(json, Context.Constitution, "constitution");
        constitution.Validate();
        return constitution;
    }

    private static T Parse<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new InvalidDataException($"The {what} is empty.");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException(
                $"The {what} is not valid JSON of its form, at {failure.Path ?? "$"}, line {failure.LineNumber + 1}.",
                failure);
        }
    }

    internal sealed record Shape
    {
        public required GameVersion Game { get; init; }

        /// <summary>A text, because many JSON readers lose digits of a 64-bit number.</summary>
        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
        public required ulong WorldSeed { get; init; }

        public required Constitution Constitution { get; init; }

        public required MemberShape[] Members { get; init; }

        public static Shape Of(Genesis genesis) => new()
        {
            Game = genesis.Game,
            WorldSeed = genesis.WorldSeed,
            Constitution = genesis.Constitution,
            Members = [.. genesis.Members.Select(MemberShape.Of)],
        };
    }

    internal sealed record MemberShape
    {
        public required string Name { get; init; }

        public required string PublicKey { get; init; }

        public int? Weight { get; init; }

        public string Address { get; init; } = "";

        public static MemberShape Of(Member member) => new()
        {
            Name = member.Name,
            PublicKey = member.PublicKey.ToString(),
            Weight = member.Weight,
            Address = member.Address,
        };

        public Member ToMember(int place)
        {
            if (!Hearsay.Session.PublicKey.TryParse(PublicKey, out PublicKey? key))
            {
                throw new InvalidDataException($"The public key of member {place} ({Name}) is not a point of P-256.");
            }

            return new Member { Name = Name, PublicKey = key!, Weight = Weight, Address = Address };
        }
    }
}

[JsonSerializable(typeof(GenesisJson.Shape))]
[JsonSerializable(typeof(Constitution))]
internal sealed partial class GenesisJsonContext : JsonSerializerContext;
