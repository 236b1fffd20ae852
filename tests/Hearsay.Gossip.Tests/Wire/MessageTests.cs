using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>The messages that are not events: what is written is read, what is cut off or wrong is refused.</summary>
public sealed class MessageTests
{
    [Test]
    public void Header_WrittenAndRead_IsTheSame()
    {
        DatagramHeader header = new(0x0102030405060708, new MemberIndex(1_000), 7, 8, 9, 10, 11);
        byte[] bytes = new byte[DatagramHeader.Bytes];
        header.Write(bytes);

        Assert.That(DatagramHeader.TryRead(bytes, out DatagramHeader read), Is.True);
        Assert.That(read, Is.EqualTo(header));
        Assert.That(DatagramHeader.TryRead(bytes.AsSpan(1), out _), Is.False);
        bytes[0]++;
        Assert.That(DatagramHeader.TryRead(bytes, out _), Is.False);
    }

    [Test]
    public void Request_WrittenAndRead_IsTheSame()
    {
        byte[] body = new byte[30];
        int length = RequestMessage.Write(body, new EventRange(new MemberIndex(3), new Sequence(5_000), 256));
        length += RequestMessage.Write(body.AsSpan(length), new EventRange(new MemberIndex(0), new Sequence(0), 1));
        RequestMessage request = new(body.AsSpan(0, length));

        Assert.That(RequestMessage.IsValid(body.AsSpan(0, length), 4), Is.True);
        Assert.That(request.TryRead(out EventRange first), Is.True);
        Assert.That(first, Is.EqualTo(new EventRange(new MemberIndex(3), new Sequence(5_000), 256)));
        Assert.That(request.TryRead(out EventRange second), Is.True);
        Assert.That(second.Last.Value, Is.Zero);
        Assert.That(request.TryRead(out _), Is.False);
    }

    [Test]
    public void Request_OutOfLimits_IsInvalid()
    {
        (int, int, int)[] many = [.. Enumerable.Repeat((0, 0, 1), Limits.RangesPerRequestMax)];

        Assert.That(IsValidRequest(many), Is.True);
        Assert.That(IsValidRequest([.. many, (0, 0, 1)]), Is.False);
        Assert.That(IsValidRequest((4, 0, 1)), Is.False);
        Assert.That(IsValidRequest((0, 0, 0)), Is.False);
        Assert.That(IsValidRequest((0, 0, Limits.RequestedPerRangeMax + 1)), Is.False);
        Assert.That(IsValidRequest((0, int.MaxValue, 1)), Is.False);
        Assert.That(RequestMessage.IsValid([], 4), Is.False);
        Assert.That(RequestMessage.Write(new byte[2], new EventRange(new MemberIndex(0), new Sequence(0), 1)), Is.Zero);
    }

    [Test]
    public void Frontier_OfAThousandMembers_TakesSeveralMessagesThatGiveAllBack()
    {
        int[] highest = [.. Enumerable.Range(0, 1_000).Select(i => (i * 37) - 1)];
        byte[] body = new byte[Limits.EventBytesMax];
        List<int> read = [];
        int messages = 0;
        for (int first = 0; first < highest.Length; messages++)
        {
            int expectedFirst = first;
            int length = FrontierMessage.Write(body, (true, 99), highest, ref first);
            Assert.That(FrontierMessage.IsValid(body.AsSpan(0, length), 1_000), Is.True);
            FrontierMessage frontier = new(body.AsSpan(0, length));
            Assert.That(frontier.Asks, Is.True);
            Assert.That(frontier.Mark, Is.EqualTo(99));
            Assert.That(frontier.First.Value, Is.EqualTo(expectedFirst));
            while (frontier.TryRead(out MemberIndex creator, out Sequence sequence))
            {
                Assert.That(creator.Value, Is.EqualTo(read.Count));
                read.Add(sequence.Value);
            }
        }

        Assert.That(read, Is.EqualTo(highest));
        Assert.That(messages, Is.InRange(2, 3));
    }

    [Test]
    public void Frontier_Malformed_IsInvalid()
    {
        byte[] good = DatagramForge.FrontierBody(asks: false, 4, -1, 300);

        Assert.That(FrontierMessage.IsValid(good, 3), Is.True);
        Assert.That(FrontierMessage.IsValid(good, 2), Is.False, "more creators than members");
        Assert.That(FrontierMessage.IsValid(good.AsSpan(0, good.Length - 1), 3), Is.False, "cut off");
        Assert.That(FrontierMessage.IsValid(good.AsSpan(0, 6), 3), Is.False, "no creators");
        Assert.That(FrontierMessage.IsValid([2, .. good.AsSpan(1)], 3), Is.False, "unknown flag");
    }

    [Test]
    public void Hashes_WrittenAndRead_IsTheSame()
    {
        EventHash hash = new EventForge(default).First(0).Hash;
        HashesOf of = new(new MemberIndex(3), new Sequence(9), hash, 250);
        byte[] body = new byte[HashesMessage.HeadBytes + EventHash.Bytes];
        HashesMessage.WriteHead(body, of);
        hash.Write(body.AsSpan(HashesMessage.HeadBytes));

        Assert.That(HashesMessage.IsValidAnswer(body, 4), Is.True);
        Assert.That(HashesMessage.IsValidAnswer(body, 3), Is.False);
        Assert.That(HashesMessage.IsValidAnswer(body.AsSpan(0, body.Length - 1), 4), Is.False);
        Assert.That(HashesMessage.IsValidRequest(body, 4), Is.False);
        Assert.That(HashesMessage.ReadHead(body), Is.EqualTo(of));
        Assert.That(EventHash.Read(HashesMessage.HashesIn(body)), Is.EqualTo(hash));
    }

    [TestCase(false, 0)]
    [TestCase(true, 0)]
    [TestCase(false, 64)]
    [TestCase(true, 64)]
    public void Question_WrittenAndRead_IsTheSame(bool withEvent, int below)
    {
        HashesOf of = new(new MemberIndex(3), new Sequence(9), new EventForge(default).First(0).Hash, 0);
        byte[] body = new byte[HashesMessage.QuestionBytes];
        HashesMessage.WriteQuestion(body, of, withEvent, below);

        Assert.That(HashesMessage.IsValidRequest(body, 4), Is.True);
        Assert.That(HashesMessage.IsValidRequest(body, 3), Is.False);
        Assert.That(HashesMessage.IsValidRequest(body.AsSpan(0, body.Length - 1), 4), Is.False);
        Assert.That(HashesMessage.ReadHead(body), Is.EqualTo(of));
        Assert.That(HashesMessage.ReadTail(body), Is.EqualTo((withEvent, below)));

        body[^1] = Limits.BelowPerQuestionMax + 1;
        Assert.That(HashesMessage.IsValidRequest(body, 4), Is.False);
    }

    private static bool IsValidRequest(params (int, int, int)[] ranges) =>
        RequestMessage.IsValid(DatagramForge.RequestBody(ranges), 4);
}
