using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hearsay.Session;

/// <summary>The JSON form of genesis and constitution: for people to read and edit, strict when read.</summary>
internal static class GenesisJson
{
    /// <summary>A longer place is the file's own text, and does not help anybody to find it.</summary>
    private const int PathCharsMax = 100;

    private static readonly GenesisJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(Genesis genesis) => JsonSerializer.Serialize(Shape.Of(genesis), Context.Shape);

    public static string Write(Constitution constitution) =>
        JsonSerializer.Serialize(ConstitutionShape.Of(constitution), Context.ConstitutionShape);

    public static Genesis Read(string json)
    {
        Shape shape = Parse(json, Context.Shape, "genesis");
        Genesis.CheckCount(shape.Members.Length); // before a key is checked for each
        Member[] members = [.. shape.Members.Select((member, i) => ToMember(member, i))];
        return new Genesis(shape.Game, shape.WorldSeed, shape.Constitution.ToConstitution(), members);
    }

    public static Constitution ReadConstitution(string json)
    {
        Constitution constitution = Parse(json, Context.ConstitutionShape, "constitution").ToConstitution();
        constitution.Validate();
        return constitution;
    }

    private static Member ToMember(MemberShape? shape, int place)
    {
        if (shape is null)
        {
            throw new InvalidDataException($"Member {place} is null.");
        }

        if (!PublicKey.TryParse(shape.PublicKey, out PublicKey? key))
        {
            throw new InvalidDataException($"The public key of member {place} is not a point of P-256.");
        }

        return new Member { Name = shape.Name, PublicKey = key!, Weight = shape.Weight, Address = shape.Address ?? "" };
    }

    private static T Parse<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string what)
    {
        if (CanonicalWriter.BytesOf(json) < 0)
        {
            throw new InvalidDataException($"The {what} is not well-formed text: half of a character is missing.");
        }

        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new InvalidDataException($"The {what} is empty.");
        }
        catch (JsonException failure)
        {
            string at = failure.Path is { Length: <= PathCharsMax } path ? path : "$";
            throw new InvalidDataException(
                $"The {what} is not valid JSON of its form, at {at}, line {(failure.LineNumber ?? 0) + 1}.", failure);
        }
    }

    internal sealed record Shape
    {
        public required GameVersion Game { get; init; }

        /// <summary>A text, because many JSON readers lose digits of a 64-bit number.</summary>
        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
        public required ulong WorldSeed { get; init; }

        public required ConstitutionShape Constitution { get; init; }

        public required MemberShape?[] Members { get; init; }

        public static Shape Of(Genesis genesis) => new()
        {
            Game = genesis.Game,
            WorldSeed = genesis.WorldSeed,
            Constitution = ConstitutionShape.Of(genesis.Constitution),
            Members = [.. genesis.Members.Select(MemberShape.Of)],
        };
    }

    internal sealed record MemberShape
    {
        public required string Name { get; init; }

        public required string PublicKey { get; init; }

        public int? Weight { get; init; }

        public string? Address { get; init; }

        public static MemberShape Of(Member member) => new()
        {
            Name = member.Name,
            PublicKey = member.PublicKey.ToString(),
            Weight = member.Weight,
            Address = member.Address,
        };
    }

    /// <summary>
    /// Settable properties: with others the generated reader forgets the defaults of what a file leaves out.
    /// </summary>
    internal sealed record ConstitutionShape
    {
        private static readonly Constitution Default = new();

        public int MemberWeight { get; set; } = Default.MemberWeight;

        public int HeartbeatMs { get; set; } = Default.HeartbeatMs;

        public int ActionsPerSecond { get; set; } = Default.ActionsPerSecond;

        public int ActionBurst { get; set; } = Default.ActionBurst;

        public int RoundsPerEpoch { get; set; } = Default.RoundsPerEpoch;

        public static ConstitutionShape Of(Constitution constitution) => new()
        {
            MemberWeight = constitution.MemberWeight,
            HeartbeatMs = constitution.HeartbeatMs,
            ActionsPerSecond = constitution.ActionsPerSecond,
            ActionBurst = constitution.ActionBurst,
            RoundsPerEpoch = constitution.RoundsPerEpoch,
        };

        public Constitution ToConstitution() => new()
        {
            MemberWeight = MemberWeight,
            HeartbeatMs = HeartbeatMs,
            ActionsPerSecond = ActionsPerSecond,
            ActionBurst = ActionBurst,
            RoundsPerEpoch = RoundsPerEpoch,
        };
    }
}

[JsonSerializable(typeof(GenesisJson.Shape))]
[JsonSerializable(typeof(GenesisJson.ConstitutionShape))]
internal sealed partial class GenesisJsonContext : JsonSerializerContext;
