namespace Hearsay.Session.Tests;

/// <summary>Players with keys and the session that they found.</summary>
internal sealed class Founders : IDisposable
{
    public Founders(int count, Constitution? constitution = null)
    {
        Keys = [.. Enumerable.Range(0, count).Select(_ => PlayerKey.Create())];
        Genesis = new Genesis(
            new GameVersion("hearsay.tests", "1"),
            worldSeed: 42,
            constitution ?? new Constitution { HeartbeatMs = 0 },
            [.. Keys.Select((key, i) => new Member { Name = $"player {i}", PublicKey = key.Public })]);
    }

    public PlayerKey[] Keys { get; }

    public Genesis Genesis { get; }

    public void Dispose() => Array.ForEach(Keys, key => key.Dispose());
}
