using System.Diagnostics;

namespace Hearsay.Ecs.Tests;

public sealed class CompiledCodeTests
{
    [Test]
    public void Violations_OfThisEcs_AreNone() =>
        Assert.That(DeterminismCheck.Violations(typeof(EntityWorld).Assembly), Is.Empty);

    [TestCase(nameof(Forbidden.Float))]
    [TestCase(nameof(Forbidden.FloatFromInteger))]
    [TestCase(nameof(Forbidden.Decimal))]
    [TestCase(nameof(Forbidden.DoubleInGeneric))]
    [TestCase(nameof(Forbidden.DoubleElement))]
    [TestCase(nameof(Forbidden.Now))]
    [TestCase(nameof(Forbidden.Ticks))]
    [TestCase(nameof(Forbidden.Watch))]
    [TestCase(nameof(Forbidden.Draw))]
    [TestCase(nameof(Forbidden.NewId))]
    [TestCase(nameof(Forbidden.HashOfObject))]
    [TestCase(nameof(Forbidden.HashOfString))]
    [TestCase(nameof(Forbidden.HashOfGeneric))]
    [TestCase(nameof(Forbidden.WalkDictionary))]
    [TestCase(nameof(Forbidden.WalkKeys))]
    [TestCase(nameof(Forbidden.WalkByInterface))]
    [TestCase(nameof(Forbidden.WalkByLinq))]
    [TestCase(nameof(Forbidden.WalkHashSet))]
    [TestCase(nameof(Forbidden.Later))]
    [TestCase("_field")]
    public void Violations_OfForbiddenCode_NameIt(string member)
    {
        IReadOnlyList<string> violations = Of(typeof(Forbidden));
        string where = $"{typeof(Forbidden).FullName}.{member}:";
        Assert.That(violations, Has.Some.StartsWith(where), string.Join('\n', violations));
    }

    [Test]
    public void Violations_OfAllowedCode_AreNone() => Assert.That(Of(typeof(Allowed)), Is.Empty);

    private static IReadOnlyList<string> Of(Type type) =>
        DeterminismCheck.Violations(typeof(CompiledCodeTests).Assembly, name => name == type.FullName);

    /// <summary>One way out of determinism per member.</summary>
    private sealed class Forbidden
    {
        private readonly float[] _field = [];

        public static long Float(long value) => (long)(value * 0.5);

        public static bool FloatFromInteger(long value) => value / 3f > 1;

        public static bool Decimal(int value) => new decimal(value) > value;

        public static int DoubleInGeneric() => new List<double>().Count;

        public static void DoubleElement(Array values) => ((double[])values)[0]++;

        public static string Now() => DateTime.UtcNow.ToString("O");

        public static int Ticks() => Environment.TickCount;

        public static long Watch() => Stopwatch.GetTimestamp();

        public static int Draw() => Random.Shared.Next();

        public static string NewId() => Guid.NewGuid().ToString();

        public static int HashOfObject(object value) => value.GetHashCode();

        public static int HashOfString(string value) => value.GetHashCode(StringComparison.Ordinal);

        public static int HashOfGeneric<T>(T value)
            where T : struct => EqualityComparer<T>.Default.GetHashCode(value);

        public static int WalkDictionary(Dictionary<int, int> table)
        {
            int last = 0;
            foreach ((int key, _) in table)
            {
                last = key;
            }

            return last;
        }

        public static int WalkKeys(Dictionary<int, int> table) => table.Keys.Count;

        public static int WalkByInterface(IReadOnlyDictionary<int, int> table)
        {
            int last = 0;
            foreach (KeyValuePair<int, int> pair in table)
            {
                last = pair.Key;
            }

            return last;
        }

        public static int WalkByLinq(Dictionary<int, int> table) => table.First().Key;

        public static int WalkHashSet(HashSet<int> table)
        {
            int last = 0;
            foreach (int key in table)
            {
                last = key;
            }

            return last;
        }

        public static bool Later() => Task.CompletedTask.IsCompleted;

        public int Length() => _field.Length;
    }

    /// <summary>What looks similar and is fine.</summary>
    private sealed record Allowed(int Number, string Text)
    {
        public static int LookUp(Dictionary<int, int> table, int key) => table.GetValueOrDefault(key);

        public static bool Contains(HashSet<int> table, int key) => table.Contains(key);

        public static int Sorted(SortedDictionary<int, int> table)
        {
            int sum = 0;
            foreach (KeyValuePair<int, int> pair in table)
            {
                sum += pair.Value;
            }

            return sum;
        }

        public static int Switch(string text) => text switch
        {
            "one" => 1,
            "two" => 2,
            "three" => 3,
            "four" => 4,
            "five" => 5,
            "six" => 6,
            "seven" => 7,
            "eight" => 8,
            _ => 0,
        };
    }
}
