using System.Globalization;
using Hearsay.Gossip;
using Hearsay.Transport;

namespace Hearsay.Attacks.Tests;

/// <summary>What honest peers refused and dropped, by reason, in words of the code that counted it.</summary>
internal sealed record RefusalTally(IReadOnlyList<(string Reason, long Count)> Counts)
{
    /// <summary>All sessions and their links together; reasons that never came up are left out.</summary>
    public static RefusalTally Of(IEnumerable<Session.Session> sessions, IEnumerable<LinkCounters> links)
    {
        Session.Session[] all = [.. sessions];
        LinkCounters[] counters = [.. links];
        IEnumerable<(string Reason, long Count)> counts =
        [
            .. Enum.GetValues<RefusalReason>().Select(
                reason => (reason.ToString(), all.Sum(session => session.RefusalsOf(reason)))),
            .. Enum.GetValues<LinkRefusal>().Select(
                reason => ($"link {reason}", counters.Sum(link => link.Refused(reason)))),
            ("dropped", all.Sum(session => session.Statistics().DatagramsDropped)),
        ];
        return new RefusalTally([.. counts.Where(count => count.Count > 0)]);
    }

    /// <summary>Datagrams and events that were refused at first sight: an attack of those is none.</summary>
    public long Malformed => Counts.Where(count => count.Reason == nameof(RefusalReason.Malformed)).Sum(c => c.Count);

    /// <summary>Several tallies as one.</summary>
    public static RefusalTally Sum(IEnumerable<RefusalTally> tallies) => new(
        [.. tallies
            .SelectMany(tally => tally.Counts)
            .GroupBy(count => count.Reason)
            .Select(group => (group.Key, group.Sum(count => count.Count)))]);

    public override string ToString() => Counts.Count == 0
        ? "nothing"
        : string.Join(", ", Counts.Select(
            count => string.Create(CultureInfo.InvariantCulture, $"{count.Reason} {count.Count:N0}")));
}
