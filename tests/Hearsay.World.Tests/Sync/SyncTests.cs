using System.Buffers;
using Hearsay.Ecs;
using Hearsay.Session;

namespace Hearsay.World.Tests;

/// <summary>Whatever a peer went through, equal orders give equal worlds.</summary>
[TestFixture(1ul)]
[TestFixture(2ul)]
public sealed class SyncTests(ulong seed)
{
    private BotScript _script = null!;

    [OneTimeSetUp]
    public void RecordBots()
    {
        TestContext.Out.WriteLine($"seed {seed}");
        _script = new BotScript(seed, members: 6, ticks: 700);
    }

    [Test]
    public void Script_HasEnoughInIt()
    {
        Assert.That(_script.Applied, Is.GreaterThan(500));
        Assert.That(_script.Rejected, Is.GreaterThan(50));
        Assert.That(_script.Contested.Items, Is.GreaterThan(10));
        Assert.That(_script.Contested.DoubleWins, Is.Zero);
    }

    [Test]
    public void Apply_SameOrder_GivesTheSameDigestAndBytes()
    {
        VoxelWorld world = _script.NewWorld();
        VoxelWorld other = _script.NewWorld();
        _script.PlayAll(world);
        _script.PlayAll(other);

        Assert.That(world.Digest(), Is.EqualTo(_script.Digest));
        Assert.That(world.Digests(), Is.EqualTo(other.Digests()));
        Assert.That(Save(world), Is.EqualTo(Save(other)));
    }

    [Test]
    public void CopyTo_EveryTickSimulatedAgainFromACopy_GivesTheSameDigest()
    {
        VoxelWorld world = _script.NewWorld();
        VoxelWorld again = world.CreateSibling();
        for (int tick = 0; tick < _script.Ticks; tick++)
        {
            world.CopyTo(again);
            List<ActionOutcome> outcomes = _script.Play(world, tick);
            List<ActionOutcome> outcomesAgain = _script.Play(again, tick);
            Assert.That(outcomesAgain, Is.EqualTo(outcomes), $"tick {tick}");
            Assert.That(again.Digest(), Is.EqualTo(world.Digest()), $"tick {tick}");
        }

        Assert.That(world.Digest(), Is.EqualTo(_script.Digest));
    }

    [Test]
    public void CopyTo_ThenAnotherFutureInTheCopy_LeavesTheOriginal()
    {
        VoxelWorld world = _script.NewWorld();
        VoxelWorld speculative = world.CreateSibling();
        Random random = new((int)seed);
        for (int tick = 0; tick < _script.Ticks; tick++)
        {
            world.CopyTo(speculative);
            for (int i = 0; i < 3; i++)
            {
                _script.Play(speculative, random.Next(tick, _script.Ticks));
            }

            _script.Play(world, tick);
        }

        Assert.That(world.Digest(), Is.EqualTo(_script.Digest));
    }

    [Test]
    public void Tick_RowsShuffledBeforeEach_GivesTheSameDigest()
    {
        VoxelWorld world = _script.NewWorld();
        for (int tick = 0; tick < _script.Ticks; tick++)
        {
            RowShuffle.Shuffle(world.State.Entities, seed + (ulong)tick);
            _script.Play(world, tick);
        }

        Assert.That(world.Digest(), Is.EqualTo(_script.Digest));
    }

    [Test]
    public void Load_InTheMiddleAndContinued_EqualsAWorldThatRanThrough([Values(1, 150, 500)] int every)
    {
        VoxelWorld world = _script.NewWorld();
        for (int tick = 0; tick < _script.Ticks; tick++)
        {
            _script.Play(world, tick);
            if (tick % every == 0 && tick < 50 * every)
            {
                byte[] saved = Save(world);
                world = _script.NewWorld();
                world.Load(new ReadOnlySequence<byte>(saved));
                Assert.That(Save(world), Is.EqualTo(saved), $"tick {tick}");
            }
        }

        Assert.That(world.Digest(), Is.EqualTo(_script.Digest));
    }

    [Test]
    public void Read_OtherChunksInAnyOrder_ChangesNothing()
    {
        VoxelWorld world = _script.NewWorld();
        Random random = new((int)seed);
        byte[] kinds = new byte[Chunk.Cells];
        for (int tick = 0; tick < _script.Ticks; tick++)
        {
            for (int i = 0; i < 40; i++)
            {
                world.View.ReadChunk(
                    new ChunkPosition(random.Next(-40, 40), random.Next(16), random.Next(-40, 40)), kinds);
            }

            _script.Play(world, tick);
        }

        Assert.That(world.Digest(), Is.EqualTo(_script.Digest));
    }

    [Test]
    public void Digest_InBetween_ChangesNothing()
    {
        VoxelWorld world = _script.NewWorld();
        for (int tick = 0; tick < _script.Ticks; tick++)
        {
            _script.Play(world, tick);
            world.Digest();
        }

        Assert.That(world.Digest(), Is.EqualTo(_script.Digest));
    }

    private static byte[] Save(VoxelWorld world)
    {
        ArrayBufferWriter<byte> bytes = new();
        world.Save(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
