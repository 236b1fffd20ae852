namespace Hearsay.Simulation.Tests;

/// <summary>What a crash leaves of a journal.</summary>
public sealed class SimulatedDiskTests
{
    [Test]
    public void TearTail_AfterASync_LosesOnlyWhatCameLater([Range(1, 20)] int seed)
    {
        SimulatedDisk disk = new();
        disk.Append([1], isSynced: false);
        disk.Append([2], isSynced: true);
        disk.Append([3], isSynced: false);
        disk.Append([4], isSynced: false);

        disk.TearTail(new Dice((ulong)seed, "test"));

        Assert.That(disk.Records, Has.Count.InRange(2, 4));
        Assert.That(disk.Records[1], Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public void Append_FullDisk_Throws()
    {
        SimulatedDisk disk = new() { IsFull = true };

        Assert.That(() => disk.Append([1], isSynced: true), Throws.InstanceOf<IOException>());
        Assert.That(disk.Records, Is.Empty);
    }
}
