using System.Security.Cryptography;

namespace Hearsay.Session.Tests;

public sealed class PublicKeyTests
{
    // The base point of P-256 (SEC 2, section 2.4.2): a point of the curve that everybody can check.
    private const string BasePoint =
        "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

    [Test]
    public void TryParse_PointOfTheCurve_ComesBackAsText()
    {
        Assert.That(PublicKey.TryParse(BasePoint, out PublicKey? key), Is.True);
        Assert.That(key!.ToString(), Is.EqualTo(BasePoint));
    }

    [Test]
    public void Fingerprint_IsTheFirst80BitsOfTheHash()
    {
        Assert.That(PublicKey.TryParse(BasePoint, out PublicKey? key), Is.True);
        byte[] hash = SHA256.HashData(key!.Point);
        const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        string read = key.Fingerprint.Replace("-", "", StringComparison.Ordinal);
        System.Numerics.BigInteger value = read.Aggregate(
            System.Numerics.BigInteger.Zero, (sum, c) => (sum * 32) + Digits.IndexOf(c, StringComparison.Ordinal));

        Assert.That(key.Fingerprint, Does.Match("^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$"));
        Assert.That(value, Is.EqualTo(new System.Numerics.BigInteger(hash.AsSpan(0, 10), true, true)));
    }

    [Test]
    public void TryParse_NotAPointOfTheCurve_IsRefused()
    {
        string off = string.Concat(BasePoint.AsSpan(0, 127), "6");

        Assert.That(PublicKey.TryParse(off, out _), Is.False, "off the curve");
        Assert.That(PublicKey.TryParse(new string('0', 128), out _), Is.False, "zero");
        Assert.That(PublicKey.TryParse(new string('f', 128), out _), Is.False, "beyond the field");
        Assert.That(PublicKey.TryParse(BasePoint.AsSpan(0, 126), out _), Is.False, "short");
        Assert.That(PublicKey.TryParse(string.Concat("zz", BasePoint.AsSpan(2)), out _), Is.False, "not hex");
        Assert.That(PublicKey.TryRead(new byte[65], out _), Is.False, "long");
    }

    [Test]
    public void Equals_SamePoint_IsSameKey()
    {
        using PlayerKey player = PlayerKey.Create();
        PublicKey.TryRead(player.Public.Point, out PublicKey? copy);
        using PlayerKey other = PlayerKey.Create();

        Assert.That(copy, Is.EqualTo(player.Public));
        Assert.That(copy!.GetHashCode(), Is.EqualTo(player.Public.GetHashCode()));
        Assert.That(other.Public, Is.Not.EqualTo(player.Public));
    }
}
