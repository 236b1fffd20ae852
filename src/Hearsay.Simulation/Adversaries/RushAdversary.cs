using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Wants every contested item: as soon as it hears a pick-up it submits its own, with a clock set back so that its
/// event seems older. All rushing adversaries of a session tell each other at once what one of them hears.
/// </summary>
internal sealed class RushAdversary : Adversary
{
    private const long SetBackMicrosMax = 2_000_000;

    private readonly HashSet<int> _wanted = [];

    /// <inheritdoc/>
    public override string Name => "rush";

    /// <inheritdoc/>
    public override bool Plays => false;

    /// <inheritdoc/>
    public override void Begin() => Hosts[0].Clock.Shift(-Dice.Between(0, SetBackMicrosMax));

    /// <inheritdoc/>
    public override void Accepted(Host host, ReadOnlySpan<byte> eventBytes)
    {
        if (!EventLayout.TryRead(eventBytes, Stage.Plan.Members, out EventLayout layout, out _))
        {
            return;
        }

        PayloadReader payload = new(layout.PayloadOf(eventBytes));
        while (payload.TryRead(out PayloadEntry entry))
        {
            if (entry.Kind == EntryKind.Action && ItemRegistry.IsPickUp(entry.Bytes, out int item))
            {
                TellAll(item);
            }
        }
    }

    private void TellAll(int item)
    {
        foreach (Host host in Stage.Hosts)
        {
            if (host.Adversary is RushAdversary rushing && rushing._wanted.Add(item))
            {
                Stage.Agenda.After(0, () => rushing.Grab(item));
            }
        }
    }

    private void Grab(int item)
    {
        Acts++;
        Hosts[0].Submit(ItemRegistry.PickUp(item));
        Stage.Agenda.After(1_000_000, () =>
        {
            _wanted.Remove(item);
            Hosts[0].Submit(ItemRegistry.Drop(item));
        });
    }
}
