namespace Hearsay.Session.Tests;

/// <summary>
/// Members with fixed keys, the first multiples of the base point of P-256, so that a run under virtual time is the
/// same wherever it is repeated. Nobody can sign for them in earnest.
/// </summary>
internal static class KnownMembers
{
    private static readonly string[] Points =
    [
        "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
            + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
        "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978"
            + "07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1",
        "5ecbe4d1a6330a44c8f7ef951d4bf165e6c6b721efada985fb41661bc6e7fd6c"
            + "8734640c4998ff7e374b06ce1a64a2ecd82ab036384fb83d9a79b127a27d5032",
        "e2534a3532d08fbba02dde659ee62bd0031fe2db785596ef509302446b030852"
            + "e0f1575a4c633cc719dfee5fda862d764efc96c3f30ee0055c42c23f184ed8c6",
        "51590b7a515140d2d784c85608668fdfef8c82fd1f5be52421554a0dc3d033ed"
            + "e0c17da8904a727d8ae1bf36bf8a79260d012f00d4d80888d1d0bb44fda16da4",
        "b01a172a76a4602c92d3242cb897dde3024c740debb215b4c6b0aae93c2291a9"
            + "e85c10743237dad56fec0e2dfba703791c00f7701c7e16bdfd7c48538fc77fe2",
        "8e533b6fa0bf7b4625bb30667c01fb607ef9f8b8a80fef5b300628703187b2a3"
            + "73eb1dbde03318366d069f83a6f5900053c73633cb041b21c55e1a86c1f400b4",
    ];

    /// <summary>The genesis of a session of <paramref name="count"/> members, by default without heartbeat.</summary>
    public static Genesis Genesis(int count, Constitution? constitution = null) => new(
        new GameVersion("hearsay.tests", "1"),
        worldSeed: 42,
        constitution ?? new Constitution { HeartbeatMs = 0 },
        [.. Enumerable.Range(0, count).Select(i => new Member { Name = $"member {i}", PublicKey = KeyOf(i) })]);

    /// <summary>The key of the member in this place.</summary>
    public static PublicKey KeyOf(int place)
    {
        Assert.That(PublicKey.TryParse(Points[place], out PublicKey? key), Is.True);
        return key!;
    }
}
