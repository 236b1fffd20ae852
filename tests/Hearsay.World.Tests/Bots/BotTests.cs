using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.World.Tests;

public sealed class BotTests
{
    [Test]
    public void Next_SameSeedAndWorld_DoesTheSame()
    {
        BotScript one = new(seed: 9, members: 4, ticks: 200);
        BotScript other = new(seed: 9, members: 4, ticks: 200);

        Assert.That(other.Digest, Is.EqualTo(one.Digest));
        Assert.That(other.Applied, Is.EqualTo(one.Applied));
    }

    [Test]
    public void Next_ManyBotsWithALaggingView_DoEverythingAndFightOverItems()
    {
        VoxelWorld confirmed = new(new WorldSetup { Seed = 4 });
        Bot[] bots = [.. Enumerable.Range(0, 8).Select(i => new Bot(new MemberIndex(i), 4))];
        Queue<(MemberIndex Member, byte[] Payload)> pending = [];
        int[] applied = new int[12];
        Dictionary<Rejection, int> rejected = [];
        byte[] payload = new byte[Limits.ActionBytesMax];
        for (int tick = 0; tick < 2_000; tick++)
        {
            SessionTime now = new(BotScript.StartMicros + (tick * TickTime.TickMicros));
            foreach (Bot bot in bots.Where((_, i) => (tick + i) % 3 == 0))
            {
                int length = bot.Next(confirmed.View, payload);
                pending.Enqueue((bot.Self, payload[..length]));
            }

            while (pending.Count > 16)
            {
                (MemberIndex member, byte[] bytes) = pending.Dequeue();
                if (bytes.Length > 0)
                {
                    OrderedAction action = new() { Member = member, Number = 1, Time = now, Payload = bytes };
                    ActionOutcome outcome = confirmed.Apply(action);
                    Rejection kind = RejectionText.KindOf(outcome);
                    applied[bytes[0]] += outcome.IsApplied ? 1 : 0;
                    rejected[kind] = rejected.GetValueOrDefault(kind) + 1;
                }
            }

            confirmed.Advance(now);
        }

        TestContext.Out.WriteLine($"applied by kind {string.Join(' ', applied)}; {confirmed.ContestedItems}");
        TestContext.Out.WriteLine(string.Join(", ", rejected.Select(pair => $"{pair.Key} {pair.Value}")));
        ActionKind[] expected =
        [
            ActionKind.Join, ActionKind.Move, ActionKind.Dig, ActionKind.Break, ActionKind.Place, ActionKind.PickUp,
            ActionKind.Drop,
        ];
        Assert.That(expected.Where(kind => applied[(int)kind] < 8), Is.Empty);
        Assert.That(confirmed.ContestedItems.Items, Is.GreaterThan(50));
        Assert.That(confirmed.ContestedItems.DoubleWins, Is.Zero);
    }
}
