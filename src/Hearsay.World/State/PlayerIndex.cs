using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>The entity of each member: derived from the entities, never saved.</summary>
internal sealed class PlayerIndex
{
    private static readonly QueryDescription Players = new QueryDescription().WithAll<Player>();

    private Entity[] _entities = [];

    /// <summary>One more than the highest member that ever joined.</summary>
    public int End { get; private set; }

    /// <summary>Members that ever joined.</summary>
    public int Count { get; private set; }

    /// <summary>The member's entity; <see cref="Entity.None"/> when it never joined.</summary>
    public Entity Of(MemberIndex member) =>
        member.Value >= 0 && member.Value < End ? _entities[member.Value] : Entity.None;

    /// <summary>Adds the entity of a member that has none.</summary>
    public void Add(int member, Entity entity)
    {
        if (member >= _entities.Length)
        {
            Array.Resize(ref _entities, Math.Min(Math.Max(member + 1, 2 * End), Hashgraph.Limits.MembersMax));
        }

        _entities[member] = entity;
        End = Math.Max(End, member + 1);
        Count++;
    }

    public void CopyTo(PlayerIndex destination)
    {
        if (destination._entities.Length < End)
        {
            destination._entities = new Entity[_entities.Length];
        }

        _entities.AsSpan(0, End).CopyTo(destination._entities);
        destination.End = End;
        destination.Count = Count;
    }

    /// <summary>Reads the index off the entities; false when a member is out of range or has two of them.</summary>
    public bool TryRebuild(EntityWorld entities)
    {
        Array.Clear(_entities);
        End = 0;
        Count = 0;
        foreach (Ecs.Chunk rows in entities.Chunks(Players))
        {
            ReadOnlySpan<Player> players = rows.Column<Player>();
            for (int i = 0; i < players.Length; i++)
            {
                int member = players[i].Member;
                if (member is < 0 or >= Hashgraph.Limits.MembersMax || Of(new MemberIndex(member)) != Entity.None)
                {
                    return false;
                }

                Add(member, rows.Entities[i]);
            }
        }

        return true;
    }
}
