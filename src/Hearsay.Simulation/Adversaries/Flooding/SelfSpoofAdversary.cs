using System.Buffers.Binary;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Sends a victim datagrams that seem to come from the victim itself, sender and address, with branches of its own
/// chain, requests, questions and frontiers: whoever trusts itself blindly takes them. A few claim to come from another
/// honest member.
/// </summary>
internal sealed class SelfSpoofAdversary : FloodingAdversary
{
    private const int OtherPpm = 100_000;
    private const int BranchesPerDatagram = 2;

    private readonly SortedDictionary<int, DatagramForge> _datagrams = [];
    private readonly byte[] _body = new byte[Gossip.Limits.EventBytesMax];
    private BranchForge _forge = null!;

    /// <inheritdoc/>
    public override string Name => "self-spoof";

    /// <summary>Branches that were made.</summary>
    public int Branches => _forge.Branches;

    /// <inheritdoc/>
    protected override int PerS => 100;

    /// <inheritdoc/>
    public override void Begin()
    {
        _forge = new BranchForge(Stage.Epoch.Id, Member, Stage.SignerOf(Member));
        foreach (MemberIndex victim in Victims)
        {
            _datagrams.Add(victim.Value, new DatagramForge(Stage.Epoch.Id, victim));
        }

        base.Begin();
    }

    /// <inheritdoc/>
    protected override void SendNext()
    {
        MemberIndex shownAs = Dice.Chance(OtherPpm) ? Dice.Pick([.. Victims]) : Victim;
        DatagramForge datagram = _datagrams[shownAs.Value].Start();
        for (int i = 0; i < BranchesPerDatagram && _forge.Archive.Count < Limits.ForgedEventsMax; i++)
        {
            datagram.TryAdd(MessageKind.Event, _forge.Make(null, Hosts[0].Now, []).Bytes);
        }

        datagram.TryAdd(MessageKind.Request, Request());
        datagram.TryAdd(MessageKind.HashRequest, Question());
        datagram.TryAdd(MessageKind.Frontier, Frontier());
        Hosts[0].SendRaw(Victim, datagram.Bytes, shownAs);
        Acts++;
    }

    private ReadOnlySpan<byte> Request()
    {
        EventRange range = new(Victim, new Sequence(0), Gossip.Limits.RequestedPerRangeMax);
        return _body.AsSpan(0, RequestMessage.Write(_body, range));
    }

    private ReadOnlySpan<byte> Question()
    {
        Span<byte> noise = stackalloc byte[EventHash.Bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(noise, Dice.Next());
        HashesOf of = new(Victim, new Sequence(0), EventHash.Read(noise), 0);
        HashesMessage.WriteQuestion(_body, of, withEvent: true, Gossip.Limits.BelowPerQuestionMax);
        return _body.AsSpan(0, HashesMessage.QuestionBytes);
    }

    /// <summary>As if the victim had nothing of anybody, and asked itself for everything.</summary>
    private ReadOnlySpan<byte> Frontier()
    {
        int[] highest = new int[Stage.Plan.Members];
        Array.Fill(highest, -1);
        int first = 0;
        return _body.AsSpan(0, FrontierMessage.Write(_body, (Asks: true, Mark: (uint)Dice.Next()), highest, ref first));
    }
}
