using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class EventMapTests
{
    [TestCase(1)]
    [TestCase(2)]
    public void Operations_AtRandom_AgreeWithADictionary(int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        Random random = new(seed);
        EventMap map = new(16);
        Dictionary<(int, int), int> model = [];
        for (int i = 0; i < 20_000; i++)
        {
            int stride = random.Next(2) == 0 ? 1 : 1_000_003;
            (int Creator, int Sequence) key = (random.Next(5), random.Next(200) * stride);
            MemberIndex creator = new(key.Creator);
            Sequence sequence = new(key.Sequence);
            if (random.Next(2) == 0)
            {
                map.Set(creator, sequence, i);
                model[key] = i;
            }
            else
            {
                map.Remove(creator, sequence);
                model.Remove(key);
            }

            (int Creator, int Sequence) other = (random.Next(5), random.Next(200));
            int expected = model.TryGetValue(other, out int value) ? value : -1;
            Assert.That(map.Find(new MemberIndex(other.Creator), new Sequence(other.Sequence)), Is.EqualTo(expected));
            Assert.That(map.Count, Is.EqualTo(model.Count));
        }

        foreach (((int creator, int sequence), int value) in model)
        {
            Assert.That(map.Find(new MemberIndex(creator), new Sequence(sequence)), Is.EqualTo(value));
        }
    }
}
