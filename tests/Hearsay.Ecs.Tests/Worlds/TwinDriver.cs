namespace Hearsay.Ecs.Tests;

/// <summary>Does the same random things to a world and to its twin.</summary>
internal sealed class TwinDriver(ulong seed)
{
    private Pcg32 _random = new(seed);

    public EntityWorld World { get; set; } = new(Components.Registry);

    public WorldTwin Twin { get; set; } = new();

    public void Steps(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Step();
        }
    }

    public Entity Any()
    {
        Entity[] alive = [.. Twin.Alive];
        return alive.Length == 0 ? Entity.None : alive[_random.Range(alive.Length)];
    }

    public void Step()
    {
        Entity entity = Any();
        int choice = _random.Range(10);
        if (entity == Entity.None || choice < 3)
        {
            Create();
        }
        else if (choice == 3)
        {
            World.Destroy(entity);
            Twin.Destroy(entity);
        }
        else
        {
            Change(entity);
        }
    }

    private void Create()
    {
        Entity made = Twin.Create();
        int health = _random.Range(1_000);
        Entity entity;
        switch (_random.Range(3))
        {
            case 0:
                entity = World.Create();
                break;
            case 1:
                entity = World.Create(new Health(health));
                Twin.Of(made)[2] = new Health(health);
                break;
            default:
                Position position = new(AnyVector());
                entity = World.Create(new Health(health), position, default(Frozen));
                Twin.Of(made)[0] = position;
                Twin.Of(made)[2] = new Health(health);
                Twin.Of(made)[5] = default(Frozen);
                break;
        }

        Assert.That(entity, Is.EqualTo(made));
    }

    private void Change(Entity entity)
    {
        switch (_random.Range(6))
        {
            case 0:
                Change(entity, 0, new Position(AnyVector()));
                break;
            case 1:
                Change(entity, 1, new Velocity(AnyVector()));
                break;
            case 2:
                Change(entity, 2, new Health(_random.Range(1_000)));
                break;
            case 3:
                Change(entity, 3, new Owner(Any()));
                break;
            case 4:
                Change(entity, 4, new Dice(new Pcg32(_random.NextULong())));
                break;
            default:
                Change(entity, 7, new Animal(Mood.Afraid, 4, (short)_random.Range(100)));
                break;
        }
    }

    private void Change<T>(Entity entity, int id, T value)
        where T : unmanaged
    {
        SortedDictionary<int, object> components = Twin.Of(entity);
        if (!components.ContainsKey(id))
        {
            World.Add(entity, value);
            components[id] = value;
        }
        else if (_random.Chance(1, 2))
        {
            World.Set(entity, value);
            components[id] = value;
        }
        else
        {
            World.Remove<T>(entity);
            components.Remove(id);
        }
    }

    private FixedVector AnyVector() =>
        new(_random.Range(-100, 100), _random.NextFixed(), Fixed.FromRaw(_random.Range(9)));
}
