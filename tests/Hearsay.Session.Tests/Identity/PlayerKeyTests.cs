namespace Hearsay.Session.Tests;

public sealed class PlayerKeyTests
{
    [Test]
    public void LoadOrCreate_Twice_GivesTheSameKey()
    {
        using Scratch scratch = new();
        using PlayerKey first = PlayerKey.LoadOrCreate(scratch.PathOf("player.pem"));
        using PlayerKey second = PlayerKey.LoadOrCreate(scratch.PathOf("player.pem"));
        using PlayerKey other = PlayerKey.LoadOrCreate(scratch.PathOf("other.pem"));

        Assert.That(second.Public, Is.EqualTo(first.Public));
        Assert.That(other.Public, Is.Not.EqualTo(first.Public));
    }

    [Test]
    public void LoadOrCreate_MissingFolder_IsCreated()
    {
        using Scratch scratch = new();
        string path = scratch.PathOf(Path.Combine("a", "b", "player.pem"));
        using PlayerKey key = PlayerKey.LoadOrCreate(path);

        Assert.That(File.ReadAllText(path), Does.StartWith("-----BEGIN PRIVATE KEY-----"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void LoadOrCreate_NewFile_IsItsOwnersAloneAndNothingElseIsLeft()
    {
        using Scratch scratch = new();
        string path = scratch.PathOf("player.pem");
        using PlayerKey key = PlayerKey.LoadOrCreate(path);

        Assert.That(ModeOf(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(Directory.GetFiles(scratch.Folder), Is.EqualTo(new[] { path }));
    }

    [TestCase(UnixFileMode.GroupRead)]
    [TestCase(UnixFileMode.OtherRead)]
    [TestCase(UnixFileMode.OtherWrite)]
    [Platform(Exclude = "Win")]
    public void LoadOrCreate_FileOpenToOthers_IsRefusedWithTheRemedy(UnixFileMode more)
    {
        using Scratch scratch = new();
        string path = scratch.PathOf("player.pem");
        PlayerKey.LoadOrCreate(path).Dispose();
        SetMode(path, ModeOf(path) | more);

        Assert.That(
            () => PlayerKey.LoadOrCreate(path),
            Throws.TypeOf<PlayerKeyException>().With.Message.EndsWith($"chmod 600 {path}"));
    }

    [TestCase("")]
    [TestCase("not a key")]
    [TestCase("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void LoadOrCreate_DamagedFile_IsRefusedAndKept(string content)
    {
        using Scratch scratch = new();
        string path = scratch.PathOf("player.pem");
        Write(path, content);

        Assert.That(
            () => PlayerKey.LoadOrCreate(path),
            Throws.TypeOf<PlayerKeyException>().With.Message.Contains("damaged").And.Message.Contains(path));
        Assert.That(File.ReadAllText(path), Is.EqualTo(content));
    }

    [Test]
    public void LoadOrCreate_PublicKeyOnly_IsRefused()
    {
        using Scratch scratch = new();
        using System.Security.Cryptography.ECDsa key =
            System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        Write(scratch.PathOf("player.pem"), key.ExportSubjectPublicKeyInfoPem());

        Assert.That(
            () => PlayerKey.LoadOrCreate(scratch.PathOf("player.pem")),
            Throws.TypeOf<PlayerKeyException>().With.Message.Contains("no private key"));
    }

    [Test]
    public void LoadOrCreate_KeyOfAnotherCurve_IsRefused()
    {
        using Scratch scratch = new();
        using System.Security.Cryptography.ECDsa key =
            System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        Write(scratch.PathOf("player.pem"), key.ExportPkcs8PrivateKeyPem());

        Assert.That(
            () => PlayerKey.LoadOrCreate(scratch.PathOf("player.pem")),
            Throws.TypeOf<PlayerKeyException>().With.Message.Contains("P-256"));
    }

    [Test]
    public void LoadOrCreate_HugeFile_IsRefusedUnread()
    {
        using Scratch scratch = new();
        Write(scratch.PathOf("player.pem"), new string('x', Limits.KeyFileBytesMax + 1));

        Assert.That(
            () => PlayerKey.LoadOrCreate(scratch.PathOf("player.pem")),
            Throws.TypeOf<PlayerKeyException>().With.Message.Contains("longer than"));
    }

    [Test]
    public void LoadOrCreate_PathIsAFolder_SaysSo()
    {
        using Scratch scratch = new();

        Assert.That(
            () => PlayerKey.LoadOrCreate(scratch.Folder),
            Throws.TypeOf<PlayerKeyException>().With.Message.Contains(scratch.Folder));
    }

    [Test]
    public void LoadOrCreate_Races_AllGetOneKey()
    {
        using Scratch scratch = new();
        PlayerKey[] keys = new PlayerKey[8];
        Parallel.For(0, keys.Length, i => keys[i] = PlayerKey.LoadOrCreate(scratch.PathOf("player.pem")));

        Assert.That(keys.Select(k => k.Public).Distinct().Count(), Is.EqualTo(1));
        Assert.That(Directory.GetFiles(scratch.Folder), Has.Length.EqualTo(1));
        Array.ForEach(keys, k => k.Dispose());
    }

    private static void Write(string path, string content)
    {
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
        {
            SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
