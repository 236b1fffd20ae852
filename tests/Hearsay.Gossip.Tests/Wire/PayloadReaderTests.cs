namespace Hearsay.Gossip.Tests;

public sealed class PayloadReaderTests
{
    [Test]
    public void TryRead_MixedEntries_GivesKindsNumbersAndBytes()
    {
        PayloadQueue queue = new(firstActionNumber: 300);
        queue.TryAdd(EntryKind.Action, [1, 2]);
        queue.TryAdd(EntryKind.System, [9]);
        queue.TryAdd(EntryKind.Action, [3]);
        byte[] payload = new byte[100];
        int length = queue.CopyInto(payload);

        Assert.That(PayloadReader.IsValid(payload.AsSpan(0, length)), Is.True);
        Assert.That(
            Describe(payload.AsSpan(0, length)),
            Is.EqualTo(new[] { "Action 300 0102", "System 0 09", "Action 301 03" }));
    }

    [Test]
    public void IsValid_NothingAtAll_IsAnEmptyPayload()
    {
        Assert.That(PayloadReader.IsValid([]), Is.True);
        Assert.That(Describe([]), Is.Empty);
    }

    [TestCase(new byte[] { 1 }, TestName = "IsValid_NumberWithoutEntries_False")]
    [TestCase(new byte[] { 0, 2, 5 }, TestName = "IsValid_ActionWithoutNumber_False")]
    [TestCase(new byte[] { 1, 3, 5 }, TestName = "IsValid_NumberWithoutAction_False")]
    [TestCase(new byte[] { 1, 0 }, TestName = "IsValid_EmptyAction_False")]
    [TestCase(new byte[] { 0, 1 }, TestName = "IsValid_EmptySystemEntry_False")]
    [TestCase(new byte[] { 1, 4, 5 }, TestName = "IsValid_EntryCutOff_False")]
    [TestCase(new byte[] { 0x80, 0, 2, 5 }, TestName = "IsValid_NumberNotCanonical_False")]
    [TestCase(new byte[] { 1, 0x82, 0, 5 }, TestName = "IsValid_TagNotCanonical_False")]
    public void IsValid_Malformed_False(byte[] payload) => Assert.That(PayloadReader.IsValid(payload), Is.False);

    [Test]
    public void IsValid_ActionOrEntryOverItsLimit_False()
    {
        byte[] action = EventForge.ActionPayload(1, new byte[Limits.ActionBytesMax]);
        byte[] tooLong = EventForge.ActionPayload(1, new byte[Limits.ActionBytesMax + 1]);
        byte[] system = [0, .. EventForge.VarintBytes((Limits.SystemEntryBytesMax * 2) + 1),
            .. new byte[Limits.SystemEntryBytesMax]];
        byte[] systemTooLong = [0, .. EventForge.VarintBytes((Limits.SystemEntryBytesMax * 2) + 3),
            .. new byte[Limits.SystemEntryBytesMax + 1]];

        Assert.That(PayloadReader.IsValid(action), Is.True);
        Assert.That(PayloadReader.IsValid(tooLong), Is.False);
        Assert.That(PayloadReader.IsValid(system), Is.True);
        Assert.That(PayloadReader.IsValid(systemTooLong), Is.False);
    }

    private static List<string> Describe(ReadOnlySpan<byte> payload)
    {
        List<string> entries = [];
        PayloadReader reader = new(payload);
        while (reader.TryRead(out PayloadEntry entry))
        {
            entries.Add($"{entry.Kind} {entry.ActionNumber} {Convert.ToHexString(entry.Bytes)}");
        }

        return entries;
    }
}
