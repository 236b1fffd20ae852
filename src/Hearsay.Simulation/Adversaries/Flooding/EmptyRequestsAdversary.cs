using System.Buffers.Binary;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Asks for what nobody has: ranges right ahead of everybody's last event, as many and as long as a request may name,
/// and the parent hashes of events that do not exist. Some questions are about events that do, over and over.
/// </summary>
internal sealed class EmptyRequestsAdversary : FloodingAdversary
{
    private const int RealPpm = 300_000;

    private readonly byte[] _body = new byte[Gossip.Limits.EventBytesMax];
    private DatagramForge _datagrams = null!;
    private FreshHeads _heads = null!;

    /// <inheritdoc/>
    public override string Name => "empty-requests";

    /// <summary>Ranges that were asked for.</summary>
    public long Ranges { get; private set; }

    /// <inheritdoc/>
    protected override int PerS => 1_200;

    /// <inheritdoc/>
    public override void Begin()
    {
        _datagrams = new DatagramForge(Stage.Epoch.Id, Member);
        _heads = new FreshHeads(Stage.Epoch.Id, Stage.Plan.Members, Member);
        base.Begin();
    }

    /// <inheritdoc/>
    public override void Accepted(Host host, ReadOnlySpan<byte> eventBytes) => _heads?.Note(eventBytes, host.Now);

    /// <inheritdoc/>
    protected override void SendNext()
    {
        _datagrams.Start();
        _datagrams.TryAdd(MessageKind.Request, RangesNobodyHas());
        while (_datagrams.TryAdd(MessageKind.HashRequest, Question()))
        {
            Acts++;
        }

        Hosts[0].SendRaw(Victim, _datagrams.Bytes);
    }

    private ReadOnlySpan<byte> RangesNobodyHas()
    {
        MemberIndex creator = new(Dice.Below(Stage.Plan.Members));
        int first = _heads.LatestOf(creator) + 2 + Dice.Below(Gossip.Limits.RequestedPerRangeMax);
        int length = 0;
        for (int i = 0; i < Gossip.Limits.RangesPerRequestMax; i++)
        {
            EventRange range = new(creator, new Sequence(first), Gossip.Limits.RequestedPerRangeMax);
            length += RequestMessage.Write(_body.AsSpan(length), range);
            first += Gossip.Limits.RequestedPerRangeMax;
            Ranges++;
        }

        return _body.AsSpan(0, length);
    }

    private ReadOnlySpan<byte> Question()
    {
        MemberIndex creator = new(Dice.Below(Stage.Plan.Members));
        bool isReal = Dice.Chance(RealPpm) && _heads.LatestOf(creator) >= 0;
        Span<byte> noise = stackalloc byte[EventHash.Bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(noise, Dice.Next());
        Sequence sequence = new(Math.Max(0, _heads.LatestOf(creator)));
        EventHash hash = isReal ? _heads.HashOf(creator) : EventHash.Read(noise);
        HashesOf of = new(creator, sequence, hash, 0);
        HashesMessage.WriteQuestion(_body, of, withEvent: true, Gossip.Limits.BelowPerQuestionMax);
        return _body.AsSpan(0, HashesMessage.QuestionBytes);
    }
}
