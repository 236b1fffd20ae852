using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Answers what members ask about events made by hand, as an honest holder would, or as slowly as the adversary likes:
/// without an answer nobody could follow where it leads.
/// </summary>
internal sealed class ForgedAnswers(Stage stage, MemberIndex self)
{
    /// <summary>Events that answer a request at most: a few datagrams full.</summary>
    private const int EventsMax = 40;

    private readonly DatagramForge _datagrams = new(stage.Epoch.Id, self);

    /// <summary>Events and lists of parent hashes that were given.</summary>
    public long Given { get; private set; }

    /// <summary>Answers all questions of a datagram.</summary>
    /// <param name="host">The adversary's peer that sends the answers.</param>
    /// <param name="to">Who asked.</param>
    /// <param name="datagram">What came.</param>
    /// <param name="archives">Where the events are.</param>
    /// <param name="afterMicros">
    /// How long it takes over each answer; who takes time tells no more than it was asked.
    /// </param>
    public void Answer(
        Host host,
        MemberIndex to,
        ReadOnlySpan<byte> datagram,
        IReadOnlyList<ForgedArchive> archives,
        long afterMicros)
    {
        List<(MessageKind, byte[])> answers = [];
        DatagramContents contents = new(datagram);
        while (contents.TryRead(out MessageKind kind, out ReadOnlySpan<byte> body))
        {
            if (kind == MessageKind.Request && RequestMessage.IsValid(body, stage.Plan.Members))
            {
                AddRanges(new RequestMessage(body), archives, answers);
            }
            else if (kind == MessageKind.HashRequest && HashesMessage.IsValidRequest(body, stage.Plan.Members))
            {
                Explain(body, archives, afterMicros > 0, answers);
            }
        }

        if (answers.Count > 0)
        {
            Given += answers.Count;
            stage.Agenda.After(afterMicros, () => Send(host, to, answers));
        }
    }

    /// <summary>Adds the newest events of each place.</summary>
    private static void AddRanges(
        RequestMessage request, IReadOnlyList<ForgedArchive> archives, List<(MessageKind, byte[])> answers)
    {
        while (request.TryRead(out EventRange range))
        {
            for (int place = 0; place < range.Count && answers.Count < EventsMax; place++)
            {
                IEnumerable<ForgedEvent> there = archives
                    .SelectMany(archive => archive.At(range.Creator.Value, range.First.Value + place).Reverse());
                answers.AddRange(there.Take(EventsMax - answers.Count).Select(made => (MessageKind.Event, made.Bytes)));
            }
        }
    }

    /// <summary>
    /// Adds the parents' hashes of the event that is asked about, the event itself when it is asked for, and what of
    /// branches lies below it, as an honest holder does.
    /// </summary>
    private static void Explain(
        ReadOnlySpan<byte> question,
        IReadOnlyList<ForgedArchive> archives,
        bool isGrudging,
        List<(MessageKind, byte[])> answers)
    {
        HashesOf of = HashesMessage.ReadHead(question);
        (bool withEvent, int below) = HashesMessage.ReadTail(question);
        List<ForgedEvent> found = [.. Find(of.Hash, archives)];
        for (int i = 0; i < found.Count; i++)
        {
            if (withEvent || i > 0)
            {
                answers.Add((MessageKind.Event, found[i].Bytes));
            }

            answers.Add((MessageKind.Hashes, HashesOf(found[i], i > 0 ? 0 : of.First)));
            IEnumerable<ForgedEvent> parents = found[i].ParentHashes
                .SelectMany(hash => Find(hash, archives.Where(archive => archive.Branches > 0)));
            found.AddRange(parents.Except(found).Take(isGrudging ? 0 : Math.Max(0, 1 + below - found.Count)));
        }
    }

    private static IEnumerable<ForgedEvent> Find(EventHash hash, IEnumerable<ForgedArchive> archives) =>
        archives.Select(archive => archive.Find(hash)).OfType<ForgedEvent>();

    private static byte[] HashesOf(ForgedEvent asked, int first)
    {
        EventHash[] hashes = [.. asked.ParentHashes.Skip(first).Take(HashesMessage.HashesMax)];
        HashesOf of = new(new MemberIndex(asked.Creator), new Sequence(asked.Sequence), asked.Hash, first);
        byte[] body = new byte[HashesMessage.HeadBytes + (hashes.Length * EventHash.Bytes)];
        HashesMessage.WriteHead(body, of);
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i].Write(body.AsSpan(HashesMessage.HeadBytes + (i * EventHash.Bytes)));
        }

        return body;
    }

    private void Send(Host host, MemberIndex to, List<(MessageKind Kind, byte[] Body)> answers)
    {
        _datagrams.Start();
        foreach ((MessageKind kind, byte[] body) in answers)
        {
            if (!_datagrams.TryAdd(kind, body))
            {
                host.SendRaw(to, _datagrams.Bytes);
                _datagrams.Start().TryAdd(kind, body);
            }
        }

        host.SendRaw(to, _datagrams.Bytes);
    }
}
