using Hearsay.Gossip;
using Hearsay.World;

namespace Hearsay.Cli;

/// <summary>Asks a bot for its next action a few times a second and submits it on the bot's own peer.</summary>
internal sealed class BotDriver(Session.Session session, int seed)
{
    /// <summary>Once a tick of the world: more often a bot would see nothing new.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);

    private readonly Bot _bot = new(session.Self, (ulong)seed);
    private readonly byte[] _action = new byte[World.Limits.ActionBytesMax];

    /// <summary>Plays until it is stopped, or the session has stopped by itself.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await Patience.ForAsync(AskEvery, stop).ConfigureAwait(false))
            {
                await session.ReadAsync<VoxelWorld, SubmitOutcome>(Act).ConfigureAwait(false);
            }
        }
        catch (InvalidOperationException) when (session.Failure is not null)
        {
            // Whoever runs the peers reports it.
        }
    }

    // Between two rounds, so that the bot sees one world; what is refused, it will want again.
    private SubmitOutcome Act(VoxelWorld world)
    {
        int length = _bot.Next(world.View, _action);
        return length == 0 ? SubmitOutcome.Empty : session.TrySubmit(_action.AsSpan(0, length), out _);
    }
}
