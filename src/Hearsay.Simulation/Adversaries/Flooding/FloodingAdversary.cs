using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A strategy that sends at a high rate. All that use one strategy have the same victim at the same time, another one
/// every few seconds; beside that their peers take part like everybody else's.
/// </summary>
internal abstract class FloodingAdversary : Adversary
{
    private const long BurstEveryMicros = 10_000;
    private const long VictimEveryMicros = 4_000_000;
    private const long MicrosPerS = 1_000_000;

    private MemberIndex[] _victims = [];
    private long _sent;

    /// <summary>Datagrams per second.</summary>
    protected abstract int PerS { get; }

    /// <summary>The victim now.</summary>
    protected MemberIndex Victim => _victims[(int)(Stage.Agenda.NowMicros / VictimEveryMicros % _victims.Length)];

    /// <inheritdoc/>
    public override void Begin()
    {
        _victims = [.. Victims];
        new Dice(Stage.Plan.Seed, Name).Shuffle(_victims.AsSpan());
        Burst();
    }

    /// <summary>Sends the next datagram to the victim.</summary>
    protected abstract void SendNext();

    private void Burst()
    {
        long due = Stage.Agenda.NowMicros * PerS / MicrosPerS;
        for (; _sent < due; _sent++)
        {
            SendNext();
        }

        Stage.Agenda.After(BurstEveryMicros, Burst);
    }
}
