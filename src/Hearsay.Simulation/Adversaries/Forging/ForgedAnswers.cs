using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Answers what members ask about events made by hand, as an honest holder would, or as slowly as the adversary likes:
/// without an answer nobody could follow where it leads.
/// </summary>
internal sealed class ForgedAnswers(Stage stage, MemberIndex self)
{
    /// <summary>Events that answer one datagram at most: a few datagrams full.</summary>
    private const int EventsMax = 40;

    /// <summary>Parents that one asker was told of lately: it will ask for them next.</summary>
    private const int ToldMax = 64;

    private readonly DatagramForge _datagrams = new(stage.Epoch.Id, self);
    private readonly Dictionary<int, Queue<EventHash>> _told = [];

    /// <summary>Events and lists of parent hashes that were given.</summary>
    public long Given { get; private set; }

    /// <summary>Answers all questions of a datagram.</summary>
    /// <param name="host">The adversary's peer that sends the answers.</param>
    /// <param name="to">Who asked.</param>
    /// <param name="datagram">What came.</param>
    /// <param name="archives">Where the events are.</param>
    /// <param name="afterMicros">How long it takes over each answer.</param>
    public void Answer(
        Host host, MemberIndex to, ReadOnlySpan<byte> datagram, IEnumerable<ForgedArchive> archives, long afterMicros)
    {
        List<(MessageKind, byte[])> answers = [];
        DatagramContents contents = new(datagram);
        while (contents.TryRead(out MessageKind kind, out ReadOnlySpan<byte> body))
        {
            foreach (ForgedArchive archive in archives)
            {
                Find(to, (kind, body.ToArray()), archive, answers);
            }
        }

        if (answers.Count > 0)
        {
            Given += answers.Count;
            stage.Agenda.After(afterMicros, () => Send(host, to, answers));
        }
    }

    private void Find(
        MemberIndex to,
        (MessageKind Kind, byte[] Body) question,
        ForgedArchive archive,
        List<(MessageKind, byte[])> answers)
    {
        if (question.Kind == MessageKind.Request && RequestMessage.IsValid(question.Body, stage.Plan.Members))
        {
            RequestMessage request = new(question.Body);
            while (request.TryRead(out EventRange range))
            {
                AddTold(to, range, archive, answers);
                AddRange(range, archive, answers);
            }
        }
        else if (question.Kind == MessageKind.HashRequest
            && HashesMessage.IsValidRequest(question.Body, stage.Plan.Members)
            && archive.Find(HashesMessage.ReadHead(question.Body).Hash) is { } asked)
        {
            answers.Add((MessageKind.Hashes, HashesOf(asked, HashesMessage.ReadHead(question.Body))));
            NoteTold(to, asked);
        }
    }

    private void NoteTold(MemberIndex to, ForgedEvent asked)
    {
        if (!_told.TryGetValue(to.Value, out Queue<EventHash>? told))
        {
            _told.Add(to.Value, told = []);
        }

        foreach (EventHash parent in asked.ParentHashes)
        {
            told.Enqueue(parent);
            if (told.Count > ToldMax)
            {
                told.Dequeue();
            }
        }
    }

    /// <summary>
    /// Adds what the asker was told of: a request does not say which of a thousand branches is meant.
    /// </summary>
    private void AddTold(
        MemberIndex to, EventRange range, ForgedArchive archive, List<(MessageKind, byte[])> answers)
    {
        foreach (EventHash hash in _told.TryGetValue(to.Value, out Queue<EventHash>? told) ? told : [])
        {
            if (answers.Count < EventsMax
                && archive.Find(hash) is { } meant
                && meant.Creator == range.Creator.Value
                && meant.Sequence >= range.First.Value
                && meant.Sequence <= range.Last.Value)
            {
                answers.Add((MessageKind.Event, meant.Bytes));
            }
        }
    }

    /// <summary>Adds the newest events of each place.</summary>
    private static void AddRange(EventRange range, ForgedArchive archive, List<(MessageKind, byte[])> answers)
    {
        for (int place = 0; place < range.Count && answers.Count < EventsMax; place++)
        {
            IReadOnlyList<ForgedEvent> there = archive.At(range.Creator.Value, range.First.Value + place);
            for (int i = there.Count - 1; i >= 0 && answers.Count < EventsMax; i--)
            {
                answers.Add((MessageKind.Event, there[i].Bytes));
            }
        }
    }

    private static byte[] HashesOf(ForgedEvent asked, HashesOf of)
    {
        EventHash[] hashes = [.. asked.ParentHashes.Skip(of.First).Take(HashesMessage.HashesMax)];
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
