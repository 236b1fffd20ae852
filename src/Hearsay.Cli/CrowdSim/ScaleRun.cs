using System.Diagnostics;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;
using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary><c>sim --scale</c>: what a session costs and how fast it is, by members and upload budget.</summary>
internal static class ScaleRun
{
    private const double BytesPerMbit = 1e6 / 8;
    private const int SignatureChecks = 2_000;
    private const int WarmUpMembers = 32;

    /// <summary>The sizes that are measured.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [4, 8, 16, 32, 64, 128, 256, 512, 1_000];

    /// <summary>Upload budgets in Mbit/s: two of home connections, and the usual 1 MiB/s between them.</summary>
    public static IReadOnlyList<double> UploadsMbit { get; } =
        [5, new GossipOptions().UploadBytesPerS / BytesPerMbit, 10];

    public static int Run(ScaleSetup setup, CliOutput output, CancellationToken stop)
    {
        double verifyMicros = VerifyMicros();
        List<ScaleCurve> curves = [];

        // A run that does not count: afterwards the code is compiled.
        CrowdStudy.Run(OptionsOf(WarmUpMembers, setup.UploadsMbit[0]), 1, stop);
        foreach (double mbit in setup.UploadsMbit)
        {
            List<ScalePoint> points = [];
            foreach (int members in setup.Sizes)
            {
                if (CrowdStudy.Run(OptionsOf(members, mbit), setup.Seconds, stop) is not { } result)
                {
                    return ExitCode.CouldNotRun;
                }

                points.Add(PointOf(members, result, verifyMicros));
                output.Error.WriteLine(FormattableString.Invariant(
                    $"{mbit:N1} Mbit/s, {members:N0} members: {points[^1].FinalityMs}"));
            }

            curves.Add(new ScaleCurve(Math.Round(mbit, 1), points));
        }

        ScaleReport report = new(1, Math.Round(verifyMicros, 1), curves);
        if (setup.SvgPath is { } path)
        {
            File.WriteAllText(path, ScalePlot.Of(report));
        }

        if (setup.AsJson)
        {
            Json.WriteLine(output.Out, report);
        }
        else
        {
            ScaleTable.Write(output.Results(), report);
        }

        return ExitCode.Done;
    }

    private static CrowdOptions OptionsOf(int members, double mbit) => new()
    {
        Members = members,
        Gossip = new GossipOptions
        {
            HeartbeatMs = new Constitution().HeartbeatMs,
            UploadBytesPerS = (long)(mbit * BytesPerMbit),
        },
    };

    private static ScalePoint PointOf(int members, CrowdResult result, double verifyMicros) => new()
    {
        Members = members,
        FinalityMs = FinalityReport.Of([result.Finality]),
        EventsPerSecond = Math.Round(result.EventsPerSecond, 1),
        EventBytes = Math.Round(result.EventBytes, 1),
        Parents = Math.Round(result.Parents, 1),
        BytesOutPerSecond = Math.Round(result.BytesOutPerSecond),
        GraphMicrosPerEvent = Math.Round(result.GraphMicrosPerEvent, 1),
        Cores = Math.Round(result.EventsPerSecond * (result.GraphMicrosPerEvent + verifyMicros) / 1e6, 3),
    };

    private static double VerifyMicros()
    {
        using PlayerKey key = PlayerKey.Create();
        using P256Signer signer = new(key);
        using P256Verifier verifier = new([key.Public]);
        EventHash digest = EventHash.Read(new byte[EventHash.Bytes]);
        byte[] signature = new byte[P256Verifier.SignatureBytes];
        signer.Sign(digest, signature);
        TimeSpan took = TimeSpan.Zero;

        // The second half counts: by then its code is compiled.
        for (int i = 0; i < SignatureChecks; i++)
        {
            long from = Stopwatch.GetTimestamp();
            Invariant.Check(verifier.Verify(new MemberIndex(0), digest, signature), "an own signature is right");
            took += i < SignatureChecks / 2 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(from);
        }

        return took.TotalMicroseconds / (SignatureChecks / 2);
    }
}
