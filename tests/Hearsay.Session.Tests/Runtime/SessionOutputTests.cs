using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

public sealed class SessionOutputTests
{
    [Test]
    public void RoundDecided_ThatConvicts_TellsItOnceRightBeforeTheRound()
    {
        SessionOutput output = new(
            new FaultyLink(), new SessionClock(TimeProvider.System), new SubmissionQueue(1), new SessionLife());
        List<string> told = [];
        List<string> expected = [];
        output.Convicted += member => told.Add($"convicted {member.Value}");
        output.Round += decided => told.Add($"round {decided.Ordered.Round.Number}");

        foreach (OrderedRound round in ConvictingRounds.Play())
        {
            expected.AddRange(round.Convicted.ToArray().Select(member => $"convicted {member.Value}"));
            expected.Add($"round {round.Round.Number}");
            output.RoundDecided(new DecidedRound(round, default, default));
        }

        Assert.That(told, Is.EqualTo(expected));
        Assert.That(told, Has.One.EqualTo($"convicted {ConvictingRounds.Hostile}"));
    }
}
