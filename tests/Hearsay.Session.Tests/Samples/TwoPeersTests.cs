using Samples;

namespace Hearsay.Session.Tests;

[Category("Socket")]
public sealed class TwoPeersTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task RunAsync_TwoActionsThatExcludeEachOther_OneIsApplied(CancellationToken cancel)
    {
        StringWriter output = new();
        await TwoPeers.RunAsync(output).WaitAsync(cancel);

        Assert.That(output.ToString().ReplaceLineEndings("\n"), Is.AnyOf(
            "4: Applied, 7: Rejected\ntotal: 4\n", "4: Rejected, 7: Applied\ntotal: 7\n"));
    }
}
