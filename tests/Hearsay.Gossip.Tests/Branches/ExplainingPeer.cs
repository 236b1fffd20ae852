using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>
/// A member, played by hand, that has these events in its graph and answers a lone engine's requests and questions as a
/// peer does to which the members among <paramref name="branched"/> are known to have branched.
/// </summary>
internal sealed class ExplainingPeer(LoneEngine lone, int member, int[] branched, params ForgedEvent[] events)
{
    private readonly Dictionary<EventHash, ForgedEvent> _events = events.ToDictionary(one => one.Hash);
    private int _answered;

    /// <summary>Questions answered so far.</summary>
    public int Questions { get; private set; }

    /// <summary>Answers what it is asked for so long, each a millisecond later.</summary>
    public void Serve(int ms)
    {
        for (int i = 0; i < ms; i++)
        {
            lone.Tick(1);
            for (; _answered < lone.Sent.Count; _answered++)
            {
                if (lone.Sent[_answered].To == member)
                {
                    Answer(lone.Sent[_answered]);
                }
            }
        }
    }

    private void Answer(SentMessage sent)
    {
        if (sent.Kind == MessageKind.Request)
        {
            RequestMessage request = new(sent.Body);
            while (request.TryRead(out EventRange range))
            {
                lone.Deliver(member, [.. events.Where(one => one.Creator == range.Creator.Value
                    && one.Sequence >= range.First.Value && one.Sequence <= range.Last.Value)]);
            }
        }
        else if (sent.Kind == MessageKind.HashRequest)
        {
            HashesOf of = HashesMessage.ReadHead(sent.Body);
            (bool withEvent, int below) = HashesMessage.ReadTail(sent.Body);
            Questions++;
            Explain(of, withEvent, below);
        }
    }

    private void Explain(HashesOf of, bool withEvent, int below)
    {
        if (!_events.TryGetValue(of.Hash, out ForgedEvent? asked))
        {
            return;
        }

        List<ForgedEvent> found = [asked];
        for (int i = 0; i < found.Count; i++)
        {
            IEnumerable<ForgedEvent> parents = HashesIn(found[i])
                .Where(_events.ContainsKey).Select(hash => _events[hash]);
            foreach (ForgedEvent parent in parents.Where(one => branched.Contains(one.Creator)))
            {
                if (found.Count <= below && !found.Contains(parent))
                {
                    found.Add(parent);
                }
            }

            Deliver(found[i], i > 0 || withEvent, of.First);
        }
    }

    private void Deliver(ForgedEvent one, bool withEvent, int first)
    {
        if (withEvent)
        {
            lone.Deliver(member, one);
        }

        byte[] head = new byte[HashesMessage.HeadBytes];
        HashesOf of = new(new MemberIndex(one.Creator), new Sequence(one.Sequence), one.Hash, first);
        HashesMessage.WriteHead(head, of);
        byte[] hashes = one.ParentHashes[(first * EventHash.Bytes)..];
        int length = Math.Min(hashes.Length, HashesMessage.HashesMax * EventHash.Bytes);
        lone.Deliver(member, MessageKind.Hashes, [.. head, .. hashes[..length]]);
    }

    private static IEnumerable<EventHash> HashesIn(ForgedEvent one)
    {
        for (int at = 0; at < one.ParentHashes.Length; at += EventHash.Bytes)
        {
            yield return EventHash.Read(one.ParentHashes.AsSpan(at));
        }
    }
}
