using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Which contests a session has: drawn once, before it starts, so that every rule of order judges the same ones. In an
/// honest session the pairs are random, most with a head start, some a rush. With liars every contest is a rush of one
/// of them against an honest member, in salvos with a pause between: then the liars have each time put their clocks
/// right again, and each salvo meets them at full strength.
/// </summary>
internal sealed class ContestSchedule(FairnessPlan plan, IReadOnlyList<int> liars, CrowdGeography geography, Dice dice)
{
    private const long WarmUpMicros = 1_500_000;
    private const long EndMicros = 2_000_000;
    private const long SalvoEveryMicros = 1_300_000;
    private const long SalvoSpreadMicros = 60_000;
    private const int HonestPerSalvoContest = 3;
    private const long MicrosPerPair = 130_000;

    // An even start is drawn so many times as often as each head start: what places are worth shows there.
    private const int EvenWeight = 4;

    /// <summary>The contests of the session, by number.</summary>
    public IReadOnlyList<Contest> Draw()
    {
        List<Contest> contests = [];
        long until = (plan.Seconds * 1_000_000L) - EndMicros;
        for (long at = WarmUpMicros; at < until;)
        {
            if (liars.Count == 0)
            {
                contests.Add(Race(contests.Count, at));
                at += dice.Between(1, 2 * MicrosPerPair / plan.Members);
            }
            else
            {
                AddSalvo(contests, at);
                at += SalvoEveryMicros;
            }
        }

        return contests;
    }

    private Contest Race(int id, long at)
    {
        int first = dice.Below(plan.Members);
        int second = (first + 1 + dice.Below(plan.Members - 1)) % plan.Members;
        IReadOnlyList<int> headStarts = FairnessPlan.HeadStartsMs;
        int draw = dice.Below(headStarts.Count + EvenWeight);
        long? headStart = draw < headStarts.Count ? headStarts[draw] * 1_000L
            : draw == headStarts.Count ? null
            : 0;
        return new Contest(id, new MemberIndex(first), new MemberIndex(second), at, headStart);
    }

    private void AddSalvo(List<Contest> contests, long at)
    {
        int[] honest = [.. Enumerable.Range(0, plan.Members).Except(liars)];
        foreach (int index in dice.Choose(Math.Max(1, honest.Length / HonestPerSalvoContest), honest.Length))
        {
            MemberIndex victim = new(honest[index]);
            bool isBestPlaced = dice.Below(2) == 0;
            MemberIndex rusher = isBestPlaced ? RusherAgainst(victim, honest) : new MemberIndex(dice.Pick(liars));
            long acts = at + dice.Between(0, SalvoSpreadMicros);
            contests.Add(new Contest(contests.Count, victim, rusher, acts, null) { IsBestPlaced = isBestPlaced });
        }
    }

    /// <summary>
    /// The liar that is placed best: whose answer is first at so many honest members that, with the liars' word, the
    /// median is early.
    /// </summary>
    private MemberIndex RusherAgainst(MemberIndex victim, int[] honest)
    {
        int needed = Math.Clamp(((plan.Members + 1) / 2) - liars.Count, 1, honest.Length);
        return new MemberIndex(liars.MinBy(liar => geography.DelayMicros(victim, new MemberIndex(liar))
            + honest.Select(other => geography.DelayMicros(new MemberIndex(liar), new MemberIndex(other)))
                .Order()
                .ElementAt(needed - 1)));
    }
}
