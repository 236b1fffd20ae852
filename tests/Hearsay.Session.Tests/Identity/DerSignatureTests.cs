using System.Formats.Asn1;
using System.Numerics;

namespace Hearsay.Session.Tests;

public sealed class DerSignatureTests
{
    [TestCase("00", "00")]
    [TestCase("01", "7f")]
    [TestCase("80", "ff")]
    [TestCase("0100", "8000")]
    [TestCase("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "01")]
    [TestCase("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Write_Numbers_IsWhatAnAsn1WriterWrites(string r, string s)
    {
        byte[] fixedForm = Convert.FromHexString(r.PadLeft(64, '0') + s.PadLeft(64, '0'));
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.PushSequence();
        writer.WriteInteger(new BigInteger(fixedForm.AsSpan(0, 32), isUnsigned: true, isBigEndian: true));
        writer.WriteInteger(new BigInteger(fixedForm.AsSpan(32), isUnsigned: true, isBigEndian: true));
        writer.PopSequence();
        byte[] der = new byte[DerSignature.BytesMax];

        int length = DerSignature.Write(fixedForm, der);

        Assert.That(der.AsSpan(0, length).ToArray(), Is.EqualTo(writer.Encode()));
    }
}
