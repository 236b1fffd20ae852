using Hearsay.Session;

namespace Hearsay.Cli.Tests;

public sealed class FinalityReportTests
{
    [Test]
    public void Of_SeveralPeers_CountsThemTogether()
    {
        LatencyHistogram fast = new();
        LatencyHistogram slow = new();
        for (int time = 0; time < 99; time++)
        {
            fast.Record(2_000);
        }

        slow.Record(50_000);

        FinalityReport report = FinalityReport.Of([fast, slow]);

        Assert.That(report.P50, Is.EqualTo(2).Within(1).Percent);
        Assert.That(report.P99, Is.EqualTo(2).Within(1).Percent);
        Assert.That(report.Max, Is.EqualTo(50));
        Assert.That(report.Mean, Is.EqualTo(2.48).Within(0.001));
    }
}
