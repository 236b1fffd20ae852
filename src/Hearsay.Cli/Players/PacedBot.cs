using Hearsay.Gossip;
using Hearsay.World;

namespace Hearsay.Cli;

/// <summary>Plays on the real peer at the rate of the players.</summary>
internal sealed class PacedBot(Session.Session session, PlayersSetup setup)
{
    // Without a rate it is the crowd that acts; one action a day is none.
    private readonly TimeSpan _every =
        setup.Rate > 0 ? TimeSpan.FromSeconds(1) / setup.Rate : TimeSpan.FromDays(1);

    private readonly byte[] _action = new byte[World.Limits.ActionBytesMax];
    private CrowdBots? _bots;

    /// <summary>Plays until it is stopped, or the session has stopped by itself.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await Patience.ForAsync(_every, stop).ConfigureAwait(false))
            {
                await session.ReadAsync<VoxelWorld, SubmitOutcome>(Act).ConfigureAwait(false);
            }
        }
        catch (InvalidOperationException) when (session.Failure is not null)
        {
            // Whoever runs the peer reports it.
        }
    }

    private SubmitOutcome Act(VoxelWorld world)
    {
        _bots ??= new CrowdBots(world, setup.Players, setup.Seed);
        int length = _bots.Act(session.Self, _action);
        return session.TrySubmit(_action.AsSpan(0, length), out _);
    }
}
