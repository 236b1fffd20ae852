using System.Buffers;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// What the crowd hears from the peer outside. The peer's own events enter the shared graph at once and each member's
/// view when its copy arrives; requests and frontiers are answered when they have arrived, from what the member has
/// then.
/// </summary>
internal sealed class CrowdEar
{
    // Two of a frontier's round trip apart is on its way, not missing.
    private const long InFlightMarginMicros = 30_000;
    private const int AnswerEventsMax = 128;

    // A member gives one peer a quarter of its upload budget, as the engine does.
    private const int AnswerShare = 4;

    private readonly LiveCrowdSetup _setup;
    private readonly CrowdModel _model;
    private readonly SigningMint _mint;
    private readonly MemberLine[] _lines;
    private readonly CrowdMouth _mouth;
    private readonly MemberIndex _outside;
    private readonly Dice _dice;
    private readonly TokenBucket[] _budgets;
    private readonly PriorityQueue<(MemberIndex To, MessageKind Kind, byte[] Body, int Length), long> _onTheWay = new();
    private readonly NamedParent[] _parents = new NamedParent[byte.MaxValue];
    private readonly byte[] _answer = new byte[Gossip.Limits.DatagramBytesMax - DatagramHeader.Bytes];
    private int _answerLength;

    public CrowdEar(
        LiveCrowdSetup setup, CrowdModel model, SigningMint mint, MemberLine[] lines, CrowdMouth mouth)
    {
        _setup = setup;
        _model = model;
        _mint = mint;
        _lines = lines;
        _mouth = mouth;
        _outside = new MemberIndex(setup.Options.OutsideMember);
        _dice = new Dice(setup.Options.Seed, "questions");
        _budgets = new TokenBucket[setup.Options.Members];
        Array.Fill(_budgets, new TokenBucket(
            setup.Options.Gossip.UploadBytesPerS / AnswerShare, Gossip.Limits.AnswerBurstBytes, default));
    }

    /// <summary>Events that the peer asked for and did not get, because a member's budget was used up.</summary>
    public long AnswersSkipped { get; private set; }

    /// <summary>Events that the peer got in answers.</summary>
    public long EventsServed { get; private set; }

    /// <summary>Takes a datagram of the peer to a member.</summary>
    public void Receive(MemberIndex to, ReadOnlySpan<byte> datagram, long now)
    {
        if (!DatagramHeader.TryRead(datagram, out DatagramHeader header)
            || header.EpochTag != _setup.Epoch.Id.Prefix
            || header.Sender != _outside
            || _dice.Chance(_setup.Options.Faults.LossPpm))
        {
            return;
        }

        long at = now + _model.Geography.DelayMicros(_outside, to);
        _lines[to.Value].Note(header, new Micros(_setup.Options.EpochMicros + at));
        int offset = DatagramHeader.Bytes;
        while (offset < datagram.Length)
        {
            MessageKind kind = (MessageKind)datagram[offset++];
            if (!Varint.TryRead(datagram, ref offset, Gossip.Limits.EventBytesMax, out int length)
                || length > datagram.Length - offset)
            {
                return;
            }

            Take(to, kind, datagram.Slice(offset, length), (now, at));
            offset += length;
        }
    }

    /// <summary>Answers what has arrived by now; returns when the next will.</summary>
    public long Run(long now)
    {
        while (_onTheWay.TryPeek(out (MemberIndex To, MessageKind Kind, byte[] Body, int Length) next, out long at)
            && at <= now)
        {
            _onTheWay.Dequeue();
            _answerLength = 0;
            Answer(next.To, next.Kind, next.Body.AsSpan(0, next.Length), at);
            FlushAnswer(next.To, at);
            ArrayPool<byte>.Shared.Return(next.Body);
        }

        return _onTheWay.TryPeek(out _, out long then) ? then : long.MaxValue;
    }

    private void Take(MemberIndex to, MessageKind kind, ReadOnlySpan<byte> body, (long Now, long At) time)
    {
        if (kind == MessageKind.Event)
        {
            TakeEvent(to, body, time);
            return;
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(body.Length);
        body.CopyTo(copy);
        _onTheWay.Enqueue((to, kind, copy, body.Length), time.At);
    }

    private void TakeEvent(MemberIndex to, ReadOnlySpan<byte> bytes, (long Now, long At) time)
    {
        if (!EventLayout.TryRead(bytes, _setup.Options.Members, out EventLayout layout, out _))
        {
            return;
        }

        long number = _model.Events.TryFind(layout.Creator.Value, layout.Sequence.Value);
        if (number < 0 && layout.Creator == _outside)
        {
            number = TryAdd(layout, bytes, time.Now);
        }

        if (number >= 0)
        {
            _model.Forecast.Arrive(number, to.Value, (int)time.At);
        }
    }

    private long TryAdd(in EventLayout layout, ReadOnlySpan<byte> bytes, long now)
    {
        NamedParents parents = layout.ParentsOf(bytes);
        int count = 0;
        while (parents.TryRead(out NamedParent parent))
        {
            _parents[count++] = parent;
        }

        EventDraft draft = new()
        {
            Creator = layout.Creator,
            Sequence = layout.Sequence,
            CreatedAt = layout.CreatedAt,
            Parents = _parents.AsSpan(0, count),
            ParentHashes = default,
            FirstAction = 0,
            ActionCount = 0,
        };
        EventHash hash = EventHasher.HashOf(_setup.Epoch.Id, bytes[..layout.SignatureAt]);
        long number = _model.Events.Next;
        if (!_model.TryAddOutside(draft, hash, bytes.Length, now))
        {
            return -1;
        }

        _mint.Keep(number, bytes);
        return number;
    }

    private void Answer(MemberIndex from, MessageKind kind, ReadOnlySpan<byte> body, long at)
    {
        if (kind == MessageKind.Request && RequestMessage.IsValid(body, _setup.Options.Members))
        {
            AnswerRequest(from, new RequestMessage(body), at);
        }
        else if (kind == MessageKind.Frontier && FrontierMessage.IsValid(body, _setup.Options.Members))
        {
            AnswerFrontier(from, new FrontierMessage(body), at);
        }
    }

    private void AnswerRequest(MemberIndex from, RequestMessage request, long at)
    {
        while (request.TryRead(out EventRange range))
        {
            for (int sequence = range.First.Value; sequence <= range.Last.Value; sequence++)
            {
                AddEvent(from, _model.Events.TryFind(range.Creator.Value, sequence), at);
            }
        }
    }

    private void AnswerFrontier(MemberIndex from, FrontierMessage frontier, long at)
    {
        ReadOnlySpan<int> heads = _model.HeadsOf(from.Value, at);
        int first = frontier.First.Value;
        long before = at - (2 * _model.Geography.DelayMicros(from, _outside)) - InFlightMarginMicros;
        int served = 0;
        FrontierMessage theirs = frontier;
        while (theirs.TryRead(out MemberIndex creator, out Sequence highest))
        {
            int last = served < AnswerEventsMax ? heads[creator.Value] : -1;
            for (int sequence = highest.Value + 1; sequence <= last; sequence++)
            {
                long number = _model.Events.TryFind(creator.Value, sequence);
                served += AddEvent(from, number, before) ? 1 : 0;
            }
        }

        if (frontier.Asks)
        {
            FlushAnswer(from, at);
            Span<byte> body = stackalloc byte[Gossip.Limits.EventBytesMax];
            int length = FrontierMessage.Write(body, (false, frontier.Mark), heads, ref first);
            _answerLength = CrowdMouth.WriteMessage(_answer, MessageKind.Frontier, body[..length]);
        }
    }

    /// <summary>Adds an event that a member has had since a time to its answer.</summary>
    private bool AddEvent(MemberIndex from, long number, long since)
    {
        if (number < 0 || !_model.Forecast.HasReceived(number, from.Value, since))
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = _mint.BytesOf(number);
        Micros now = new(_model.NowMicros);
        if (!_budgets[from.Value].TryTake(bytes.Length + Gossip.Limits.PacketOverheadBytes, now))
        {
            AnswersSkipped++;
            return false;
        }

        EventsServed++;
        if (_answerLength + bytes.Length + Gossip.Limits.MessageFrameBytesMax > _answer.Length)
        {
            FlushAnswer(from, _model.NowMicros);
        }

        _answerLength += CrowdMouth.WriteMessage(_answer.AsSpan(_answerLength), MessageKind.Event, bytes);
        return true;
    }

    private void FlushAnswer(MemberIndex from, long at)
    {
        if (_answerLength > 0)
        {
            _mouth.Answer(from, _answer.AsSpan(0, _answerLength), at);
            _answerLength = 0;
        }
    }
}
