using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>A strategy that remembers some of what it hears, and again and again sends something made of it.</summary>
internal abstract class RememberingAdversary : Adversary
{
    /// <summary>Mean time between what it sends.</summary>
    protected abstract long EveryMicros { get; }

    /// <summary>What it has heard.</summary>
    protected Remembered Heard { get; } = new();

    /// <summary>Builds its datagrams.</summary>
    protected DatagramForge Forge { get; private set; } = null!;

    /// <inheritdoc/>
    public override void Begin()
    {
        Forge = new DatagramForge(Stage.Epoch.Id, Member);
        Every(EveryMicros, () =>
        {
            if (Heard.Count > 0)
            {
                Acts++;
                Hosts[0].SendRaw(Dice.Pick([.. Others]), Next());
            }
        });
    }

    /// <inheritdoc/>
    public override bool Hears(Host host, MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        Heard.Add(datagram, Dice);
        return true;
    }

    /// <summary>The next datagram; something was heard.</summary>
    protected abstract ReadOnlySpan<byte> Next();
}
