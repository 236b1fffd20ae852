namespace Hearsay.Simulation;

/// <summary>Decides when datagrams arrive, in place of chance: for schedulers that work against the members.</summary>
internal interface IDelayPolicy
{
    /// <summary>When the datagram arrives, in virtual microseconds.</summary>
    /// <param name="packet">The datagram.</param>
    /// <param name="naturalMicros">When it would arrive by chance.</param>
    public long ArrivalMicros(PacketNetwork.Packet packet, long naturalMicros);
}
