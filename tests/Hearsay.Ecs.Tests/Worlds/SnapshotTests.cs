using System.Buffers;
using System.Security.Cryptography;

namespace Hearsay.Ecs.Tests;

public sealed class SnapshotTests
{
    private static readonly ulong[] Seeds = [31, 32, 33, 34];

    [Test]
    public void Save_EqualStatesOfDifferentHistories_GivesEqualBytesAndDigests()
    {
        EntityWorld one = new(Components.Registry);
        Entity first = one.Create(new Health(1), default(Frozen));
        Entity gone = one.Create(new Health(5));
        Entity second = one.Create(new Health(2), new Position(new FixedVector(1, 2, 3)));

        EntityWorld other = new(Components.Registry);
        other.Create();
        other.Create(default(Bag), default(Owner));
        other.Create(new Position(new FixedVector(1, 2, 3)), new Owner(first));
        other.Add(second, new Health(7));
        other.Add(first, default(Frozen));
        other.Remove<Owner>(second);
        other.Add(first, new Health(1));
        other.Set(second, new Health(2));
        other.Destroy(gone);
        one.Destroy(gone);

        Assert.That(other.Saved(), Is.EqualTo(one.Saved()));
        Assert.That(other.Digest(), Is.EqualTo(one.Digest()));
        Assert.That(other.DigestOf(Components.Registry.TypeOf<Health>()),
            Is.EqualTo(one.DigestOf(Components.Registry.TypeOf<Health>())));
        Assert.That(other.Create(), Is.EqualTo(one.Create()), "and they go on alike");
    }

    [Test]
    public void Save_OneEntity_IsThePublishedForm()
    {
        EntityWorld world = new(new ComponentRegistry().Register<Health>("health"));
        world.Create(new Health(0x01020304));

        string hex = Convert.ToHexStringLower(world.Saved());

        string types = Convert.ToHexStringLower(SHA256.HashData("0 health 4\n"u8));
        string body = "48454353" + "0100" + "0100" + types + "01000000" + "01000000" + "01000000"
            + "0100000000000000" + "01000000" + "00000000" + "01000000" + "04030201";
        Assert.That(hex, Is.EqualTo(body + world.Digest()));
    }

    [Test]
    public void DigestOf_OneComponentChanged_DiffersForItsTypeOnly()
    {
        TwinDriver driver = new(seed: 40);
        driver.Steps(200);
        EntityWorld changed = new(Components.Registry);
        driver.World.CopyTo(changed);
        Entity entity = changed.Create(new Health(1));
        driver.World.Create(new Health(2));

        IEnumerable<string> different =
            from type in Components.Registry.Types
            where changed.DigestOf(type) != driver.World.DigestOf(type)
            select type.Name;

        Assert.That(different, Is.EqualTo(new[] { "health" }));
        Assert.That(changed.Digest(), Is.Not.EqualTo(driver.World.Digest()));
        changed.Set(entity, new Health(2));
        Assert.That(changed.Digest(), Is.EqualTo(driver.World.Digest()));
    }

    [Test]
    public void DigestOf_Tag_ShowsWhoHasIt()
    {
        EntityWorld world = new(Components.Registry);
        ComponentType frozen = Components.Registry.TypeOf<Frozen>();
        Entity entity = world.Create(default(Frozen));
        WorldDigest before = world.DigestOf(frozen);
        world.Remove<Frozen>(entity);
        Assert.That(world.DigestOf(frozen), Is.Not.EqualTo(before));
    }

    [Test]
    public void Load_Truncated_IsRefusedAndChangesNothing()
    {
        byte[] saved = AnyWorld(50).Saved();
        EntityWorld target = AnyWorld(51);
        byte[] before = target.Saved();
        for (int length = 0; length < saved.Length; length++)
        {
            Assert.That(() => target.Load(saved[..length]), Refused(), $"{length} bytes");
        }

        Assert.That(() => target.Load([.. saved, 0]), Refused());
        Assert.That(target.Saved(), Is.EqualTo(before));
    }

    [Test]
    public void Load_AnyByteChanged_IsRefusedAndChangesNothing()
    {
        byte[] saved = AnyWorld(52).Saved();
        EntityWorld target = AnyWorld(53);
        byte[] before = target.Saved();
        for (int at = 0; at < saved.Length; at++)
        {
            byte[] damaged = [.. saved];
            damaged[at] ^= (byte)(1 << (at % 8));
            Assert.That(() => target.Load(damaged), Refused(), $"byte {at}");
        }

        Assert.That(target.Saved(), Is.EqualTo(before));
    }

    /// <summary>
    /// Somebody hostile can make the digest fit: then what is read is refused, or is in canonical form.
    /// </summary>
    [TestCaseSource(nameof(Seeds))]
    public void Load_ChangedWithAFittingDigest_IsRefusedOrCanonical(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        Pcg32 random = new(seed);
        EntityWorld target = new(Components.Registry);
        byte[] saved = AnyWorld(seed).Saved();
        int refused = 0;
        for (int i = 0; i < 3_000; i++)
        {
            byte[] damaged = [.. saved];
            int body = damaged.Length - WorldDigest.Size;
            int around = random.Chance(1, 2) ? SnapshotWriter.HeaderBytes + 40 : body;
            for (int changes = random.Range(1, 4); changes > 0; changes--)
            {
                damaged[random.Range(around)] = (byte)random.Range(256);
            }

            SHA256.HashData(damaged.AsSpan(0, body), damaged.AsSpan(body));
            try
            {
                target.Load(damaged);
                Assert.That(target.Saved(), Is.EqualTo(damaged));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.InRange(1, 2_999), "both kinds must occur");
    }

    [TestCaseSource(nameof(Seeds))]
    public void Load_Garbage_IsRefused(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        Pcg32 random = new(seed);
        EntityWorld target = new(Components.Registry);
        for (int i = 0; i < 500; i++)
        {
            byte[] garbage = new byte[random.Range(400)];
            for (int at = 0; at < garbage.Length; at++)
            {
                garbage[at] = (byte)random.NextUInt();
            }

            Assert.That(() => target.Load(garbage), Refused());
        }
    }

    [Test]
    public void Load_CountsBeyondTheBytes_IsRefusedBeforeMakingRoom()
    {
        EntityWorld world = new(Components.Registry);
        world.Create(new Health(1));
        byte[] saved = world.Saved();
        BitConverter.TryWriteBytes(saved.AsSpan(SnapshotWriter.HeaderBytes + 8), Limits.EntitiesMax);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => world.Load(saved), Refused().With.Message.Contains("longer than what is left"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000));
    }

    [Test]
    public void Load_EntityInTwoTables_IsRefused()
    {
        EntityWorld world = new(Components.Registry);
        world.Create(default(Position));
        world.Create(default(Velocity));
        byte[] saved = world.Saved();
        int secondIndex = SnapshotWriter.HeaderBytes + (2 * SnapshotWriter.TableHeaderBytes) + 8 + 24;
        Assert.That(saved[secondIndex], Is.EqualTo(1));
        saved[secondIndex] = 0;
        int alive = SnapshotWriter.HeaderBytes - 8;
        Assert.That(saved[alive], Is.EqualTo(2));
        saved[alive] = 1;
        int body = saved.Length - WorldDigest.Size;
        SHA256.HashData(saved.AsSpan(0, body), saved.AsSpan(body));

        Assert.That(() => world.Load(saved), Refused().With.Message.Contains("in two tables"));
    }

    [Test]
    public void Load_OtherComponentTypes_IsRefusedWithTheReason()
    {
        byte[] saved = new EntityWorld(Components.Registry).Saved();
        EntityWorld fewer = new(new ComponentRegistry().Register<Health>("health"));
        Assert.That(() => fewer.Load(saved), Refused().With.Message.Contains("8 component types"));

        EntityWorld one = new(new ComponentRegistry().Register<Health>("points"));
        Assert.That(() => one.Load(fewer.Saved()), Refused().With.Message.Contains("other names or sizes"));
    }

    [Test]
    public void Load_InPieces_IsTheSame()
    {
        EntityWorld world = AnyWorld(54);
        byte[] saved = world.Saved();
        Piece last = new(saved.AsMemory(saved.Length / 3), saved.Length / 3, null);
        Piece first = new(saved.AsMemory(0, saved.Length / 3), 0, last);
        EntityWorld loaded = new(Components.Registry);

        loaded.Load(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));

        Assert.That(loaded.Digest(), Is.EqualTo(world.Digest()));
    }

    [Test]
    public void Digest_AsBytes_ReadsBack()
    {
        WorldDigest digest = AnyWorld(55).Digest();
        byte[] bytes = new byte[WorldDigest.Size];
        digest.CopyTo(bytes);
        Assert.That(new WorldDigest(bytes), Is.EqualTo(digest));
        Assert.That(digest.ToString(), Is.EqualTo(Convert.ToHexStringLower(bytes)));
    }

    private static EntityWorld AnyWorld(ulong seed)
    {
        TwinDriver driver = new(seed);
        driver.Steps(60);
        return driver.World;
    }

    private static NUnit.Framework.Constraints.ExactTypeConstraint Refused() =>
        Throws.TypeOf<InvalidDataException>();

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long start, Piece? next)
        {
            Memory = memory;
            RunningIndex = start;
            Next = next;
        }
    }
}
