using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// How a session begins: the game, the seed of its world, its constitution and its first members. Immutable. Its
/// <see cref="SessionId"/> binds all of it.
/// </summary>
public sealed class Genesis
{
    private const int FormatVersion = 1;

    /// <summary>Founds a session.</summary>
    /// <param name="game">What is played, in which version.</param>
    /// <param name="worldSeed">The seed that the state machine starts from.</param>
    /// <param name="constitution">The rules.</param>
    /// <param name="members">The first members in roster order: at least one, each with its own key.</param>
    /// <exception cref="InvalidDataException">A part is out of its range; one sentence says which.</exception>
    public Genesis(GameVersion game, ulong worldSeed, Constitution constitution, IReadOnlyList<Member> members)
    {
        Game = game;
        WorldSeed = worldSeed;
        Constitution = constitution;
        Members = [.. members];
        Validate();
        CanonicalBytes = WriteCanonical();
        SessionId = EventHash.Read(System.Security.Cryptography.SHA256.HashData(CanonicalBytes.Span));
    }

    /// <summary>The game and its version: peers of different versions do not meet in one session.</summary>
    public GameVersion Game { get; }

    /// <summary>The seed that the state machine starts from.</summary>
    public ulong WorldSeed { get; }

    /// <summary>The rules of the session.</summary>
    public Constitution Constitution { get; }

    /// <summary>The members of the first epoch in roster order.</summary>
    public IReadOnlyList<Member> Members { get; }

    /// <summary>
    /// The one byte form of this genesis: the text <c>hearsay genesis</c>, format version (4 bytes), game id and
    /// version, world seed (8), the constitution's numbers in the order they are declared (4 each), the count of
    /// members (2), and for each name, public key (64), effective weight (4) and address. See
    /// <see cref="CanonicalWriter"/>.
    /// </summary>
    public ReadOnlyMemory<byte> CanonicalBytes { get; }

    /// <summary>SHA-256 of <see cref="CanonicalBytes"/>: names the session.</summary>
    public EventHash SessionId { get; }

    /// <summary>Readable JSON, the content of <c>genesis.json</c>.</summary>
    public string ToJson() => GenesisJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote. Strict: an unknown or doubled property is refused.</summary>
    /// <exception cref="InvalidDataException">Not a genesis; one sentence says what is wrong.</exception>
    public static Genesis FromJson(string json) => GenesisJson.Read(json);

    internal static void CheckCount(int members)
    {
        if (members is < 1 or > Hashgraph.Limits.MembersMax)
        {
            throw new InvalidDataException(
                $"A session starts with 1 to {Hashgraph.Limits.MembersMax} members, not {members}.");
        }
    }

    private void Validate()
    {
        Game.Validate();
        Constitution.Validate();
        CheckCount(Members.Count);
        HashSet<PublicKey> keys = [];
        for (int i = 0; i < Members.Count; i++)
        {
            Members[i].Validate(i);
            if (!keys.Add(Members[i].PublicKey))
            {
                throw new InvalidDataException($"Member {i} ({Members[i].Name}) has the key of an earlier member.");
            }
        }
    }

    private byte[] WriteCanonical()
    {
        CanonicalWriter to = new();
        to.Text("hearsay genesis");
        to.Number32(FormatVersion);
        to.Text(Game.Id);
        to.Text(Game.Version);
        to.Number64(WorldSeed);
        Constitution.Write(to);
        to.Number16(Members.Count);
        foreach (Member member in Members)
        {
            to.Text(member.Name);
            to.Bytes(member.PublicKey.Point);
            to.Number32(member.Weight ?? Constitution.MemberWeight);
            to.Text(member.Address);
        }

        return to.ToArray();
    }
}
