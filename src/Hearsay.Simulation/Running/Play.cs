using Hearsay.World;

namespace Hearsay.Simulation;

/// <summary>
/// What the members do in the session: in spells of activity each picks items up and drops them, and now and then all
/// reach for one item at once. Between the spells nobody acts, so that a session is also seen going silent and waking
/// up.
/// </summary>
internal sealed class Play(Stage stage)
{
    private const long ActiveMicrosMean = 12_000_000;
    private const long QuietMicrosMean = 3_000_000;
    private const long ContestEveryMicros = 4_000_000;
    private const long ContestSpreadMicros = 60_000;
    private const int ContestantPpm = 700_000;

    private readonly Dice _dice = stage.DiceFor("play");
    private readonly Bot[] _bots = [.. stage.Hosts.Select(host => new Bot(host.Member, stage.Plan.Seed))];
    private readonly byte[] _payload = new byte[Gossip.Limits.ActionBytesMax];
    private bool _isActive = true;

    /// <summary>Begins, and goes on until the session ends.</summary>
    public void Begin()
    {
        foreach (Host host in stage.Hosts.Where(host => host.Adversary?.Plays != false))
        {
            ActLater(host);
        }

        if (!stage.Plan.PlaysVoxels)
        {
            Contest();
        }

        ChangeLater();
    }

    private void ChangeLater() =>
        stage.Agenda.After(1 + _dice.Exponential(_isActive ? ActiveMicrosMean : QuietMicrosMean), () =>
        {
            _isActive = !_isActive;
            ChangeLater();
        });

    private void ActLater(Host host) =>
        stage.Agenda.After(1 + _dice.Exponential(1_000L * stage.Plan.ActionEveryMs), () =>
        {
            if (_isActive)
            {
                Act(host);
            }

            ActLater(host);
        });

    private void Act(Host host)
    {
        if (!host.IsUp)
        {
            return;
        }

        switch (host.Machine?.Machine)
        {
            case ItemRegistry registry:
                int item = _dice.Below(ItemRegistry.Items);
                bool isHolder = registry.HolderOf(item) == host.Member;
                host.Submit(isHolder ? ItemRegistry.Drop(item) : ItemRegistry.PickUp(item));
                break;
            case VoxelWorld world:
                int length = _bots[host.Node].Next(world.View, _payload);
                host.Submit(_payload.AsSpan(0, length));
                break;
        }
    }

    private void Contest() =>
        stage.Agenda.After(1 + _dice.Exponential(ContestEveryMicros), () =>
        {
            int item = _dice.Below(ItemRegistry.Items);
            foreach (Host host in stage.Hosts.Where(host => host.Adversary?.Plays != false))
            {
                if (_isActive && _dice.Chance(ContestantPpm))
                {
                    stage.Agenda.After(
                        _dice.Between(0, ContestSpreadMicros), () => host.Submit(ItemRegistry.PickUp(item)));
                }
            }

            Contest();
        });
}
