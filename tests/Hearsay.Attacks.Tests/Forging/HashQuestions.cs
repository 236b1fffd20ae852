using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Simulation;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// Questions for the parents' hashes of an event that everybody has, as many to a datagram as fit, and each asks for
/// all that one may ask for beside: each answer must be put together from all of the event's parents.
/// </summary>
internal sealed class HashQuestions : IForgery
{
    private readonly DatagramForge _datagram;
    private readonly byte[] _question = new byte[HashesMessage.QuestionBytes];

    public HashQuestions(Camp camp)
    {
        _datagram = new DatagramForge(camp.Epoch.Id, camp.Self);
        HashesMessage.WriteQuestion(
            _question, Overheard.EventWithMostParents(camp), withEvent: true, Gossip.Limits.BelowPerQuestionMax);
    }

    public ReadOnlySpan<byte> Next()
    {
        _datagram.Start();
        int added = 0;
        while (added < Gossip.Limits.MessagesPerDatagramMax && _datagram.TryAdd(MessageKind.HashRequest, _question))
        {
            added++;
        }

        return _datagram.Bytes;
    }
}
