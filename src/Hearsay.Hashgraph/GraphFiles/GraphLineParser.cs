using System.Buffers;
using System.Text.Json;

namespace Hearsay.Hashgraph;

/// <summary>
/// Takes one line of a graph file apart. Each reading method says by null that all is well, or gives the reason why the
/// line is refused. Fields may come in any order; unknown ones are skipped; a field that is missing or comes twice is
/// refused.
/// </summary>
internal ref struct GraphLineParser
{
    private const string NotJson = "the line is not one JSON object";

    private Utf8JsonReader _json;
    private string? _problem;

    private GraphLineParser(ReadOnlySpan<byte> line)
    {
        _json = new Utf8JsonReader(line);
        _problem = null;
    }

    [Flags]
    private enum Fields
    {
        None = 0,
        Hash = 1,
        Creator = 2,
        Sequence = 4,
        SelfParent = 8,
        OtherParents = 16,
        CreatedAt = 32,
        Age = 64,
        Weight = 128,
        Members = 256,
        OfEvent = Hash | Creator | Sequence | SelfParent | OtherParents | CreatedAt,
        OfParent = Hash | Age,
    }

    /// <summary>Reads <c>{"members":[{"weight":1},…]}</c>; a member without a weight has weight 1.</summary>
    public static string? ReadMembers(ReadOnlySpan<byte> line, List<int> weights)
    {
        GraphLineParser parser = new(line);
        try
        {
            parser.ReadMembers(weights);
            return parser.Finish();
        }
        catch (JsonException)
        {
            return NotJson;
        }
    }

    /// <summary>
    /// Reads an event; what it leaves in <paramref name="destination"/> counts only without a reason.
    /// </summary>
    public static string? ReadEvent(ReadOnlySpan<byte> line, GraphFileEvent destination)
    {
        GraphLineParser parser = new(line);
        try
        {
            parser.ReadEvent(destination);
            return parser.Finish();
        }
        catch (JsonException)
        {
            return NotJson;
        }
    }

    private void ReadMembers(List<int> weights)
    {
        Fields seen = Fields.None;
        Open(JsonTokenType.StartObject, NotJson);
        while (NextField(ref seen, Fields.Members, Fields.Members) != Fields.None)
        {
            Open(JsonTokenType.StartArray, "members is not a list");
            while (NextItem("a member is not an object"))
            {
                weights.Add(ReadWeight());
                Require(weights.Count <= Limits.MembersMax, $"there are more than {Limits.MembersMax} members");
            }
        }

        Require(weights.Count > 0, "the list of members is empty");
    }

    private int ReadWeight()
    {
        long weight = 1;
        Fields seen = Fields.None;
        while (NextField(ref seen, Fields.Weight, Fields.None) != Fields.None)
        {
            weight = ReadNumber("weight", 1, Limits.WeightMax);
        }

        return (int)weight;
    }

    private void ReadEvent(GraphFileEvent destination)
    {
        Fields seen = Fields.None;
        Open(JsonTokenType.StartObject, NotJson);
        while (NextField(ref seen, Fields.OfEvent, Fields.OfEvent) is var field && field != Fields.None)
        {
            ReadEventField(field, destination);
        }
    }

    private void ReadEventField(Fields field, GraphFileEvent destination)
    {
        switch (field)
        {
            case Fields.Hash:
                Read();
                destination.Hash = ReadHash("hash");
                break;
            case Fields.Creator:
                destination.Creator = new MemberIndex((int)ReadNumber("creator", 0, Limits.MembersMax - 1));
                break;
            case Fields.Sequence:
                destination.Sequence = new Sequence((int)ReadNumber("seq", 0, int.MaxValue));
                break;
            case Fields.SelfParent:
                Read();
                destination.SelfParent = _json.TokenType == JsonTokenType.Null ? null : ReadHash("selfParent");
                break;
            case Fields.CreatedAt:
                destination.CreatedAt =
                    new Micros(ReadNumber("createdAtMicros", 0, Limits.CreatedAtMaxMicros));
                break;
            default:
                ReadOtherParents(destination.OtherParents);
                break;
        }
    }

    private void ReadOtherParents(IList<GraphFileParent> parents)
    {
        parents.Clear();
        Open(JsonTokenType.StartArray, "otherParents is not a list");
        while (NextItem("an other-parent is not an object"))
        {
            parents.Add(ReadOtherParent());
            Require(
                parents.Count <= Limits.OtherParentsMax, $"there are more than {Limits.OtherParentsMax} other-parents");
        }
    }

    private GraphFileParent ReadOtherParent()
    {
        EventHash hash = default;
        Micros age = default;
        Fields seen = Fields.None;
        while (NextField(ref seen, Fields.OfParent, Fields.OfParent) is var field && field != Fields.None)
        {
            if (field == Fields.Age)
            {
                age = new Micros(ReadNumber("ageMicros", 0, long.MaxValue));
            }
            else
            {
                Read();
                hash = ReadHash("an other-parent's hash");
            }
        }

        return new GraphFileParent(hash, age);
    }

    // The next field among the wanted ones; None at the end of the object and after a problem.
    private Fields NextField(ref Fields seen, Fields wanted, Fields required)
    {
        while (_problem is null && Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            Fields field = NameOfField() & wanted;
            Require((seen & field) == Fields.None, $"{NameOf(field)} is given twice");
            if (field != Fields.None)
            {
                seen |= field;
                return _problem is null ? field : Fields.None;
            }

            _json.Skip();
        }

        Fields missing = required & ~seen;
        Require(missing == Fields.None, $"{NameOf(missing & (Fields)(-(int)missing))} is missing");
        return Fields.None;
    }

    private bool NextItem(string notAnObject)
    {
        if (_problem is not null || !Read() || _json.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        Require(_json.TokenType == JsonTokenType.StartObject, notAnObject);
        return _problem is null;
    }

    private readonly Fields NameOfField()
    {
        ReadOnlySpan<byte> name = _json.ValueSpan;
        return name switch
        {
            _ when name.SequenceEqual("hash"u8) => Fields.Hash,
            _ when name.SequenceEqual("ageMicros"u8) => Fields.Age,
            _ when name.SequenceEqual("creator"u8) => Fields.Creator,
            _ when name.SequenceEqual("seq"u8) => Fields.Sequence,
            _ when name.SequenceEqual("selfParent"u8) => Fields.SelfParent,
            _ when name.SequenceEqual("otherParents"u8) => Fields.OtherParents,
            _ when name.SequenceEqual("createdAtMicros"u8) => Fields.CreatedAt,
            _ when name.SequenceEqual("weight"u8) => Fields.Weight,
            _ when name.SequenceEqual("members"u8) => Fields.Members,
            _ => Fields.None,
        };
    }

    private static string NameOf(Fields field) => field switch
    {
        Fields.Hash => "hash",
        Fields.Creator => "creator",
        Fields.Sequence => "seq",
        Fields.SelfParent => "selfParent",
        Fields.OtherParents => "otherParents",
        Fields.CreatedAt => "createdAtMicros",
        Fields.Age => "ageMicros",
        Fields.Weight => "weight",
        _ => "members",
    };

    private long ReadNumber(string what, long min, long max)
    {
        long number = 0;
        bool isNumber = Read() && _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out number);
        Require(isNumber && number >= min && number <= max, $"{what} is not a whole number from {min} to {max}");
        return _problem is null ? number : min;
    }

    private EventHash ReadHash(string what)
    {
        Span<byte> bytes = stackalloc byte[EventHash.Bytes];
        bool isHash = _json.TokenType == JsonTokenType.String
            && _json.ValueSpan.Length == 2 * EventHash.Bytes
            && Convert.FromHexString(_json.ValueSpan, bytes, out _, out _) == OperationStatus.Done;
        Require(isHash, $"{what} is not 64 hex digits");
        return isHash ? EventHash.Read(bytes) : default;
    }

    private void Open(JsonTokenType token, string otherwise) => Require(Read() && _json.TokenType == token, otherwise);

    private string? Finish()
    {
        Require(_problem is not null || !_json.Read(), NotJson);
        return _problem;
    }

    private bool Read() => _problem is null && _json.Read();

    private void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            _problem ??= otherwise;
        }
    }
}
