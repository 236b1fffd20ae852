using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>
/// Counts attempts and grants per item, apart from the rules: what is counted as a grant is that an inventory has
/// grown, not that the rules remember a winner. One thread.
/// </summary>
internal sealed class PickUpTally
{
    private readonly Dictionary<ulong, int> _placeOf = [];
    private readonly Line[] _lines = new Line[Limits.TalliedItemsMax];
    private ContestedItems _folded;
    private int _next;

    /// <summary>The counts so far.</summary>
    public ContestedItems Total
    {
        get
        {
            ContestedItems total = _folded;
            foreach (Line line in _lines)
            {
                total = line.AddTo(total);
            }

            return total;
        }
    }

    /// <summary>A member tried to take an item that is there or was there.</summary>
    public void Attempt(ItemId item, MemberIndex member)
    {
        ref Line line = ref LineOf(item);
        bool first = line.Attempts == 0;
        line.FirstMember = first ? member.Value : line.FirstMember;
        line.IsContested |= line.FirstMember != member.Value;
        line.Attempts++;
    }

    /// <summary>The item's stack has entered an inventory.</summary>
    public void Grant(ItemId item) => LineOf(item).Grants++;

    private ref Line LineOf(ItemId item)
    {
        if (_placeOf.TryGetValue(item.Value, out int place))
        {
            return ref _lines[place];
        }

        place = _next;
        _next = (_next + 1) % _lines.Length;
        if (_lines[place].Attempts > 0)
        {
            _folded = _lines[place].AddTo(_folded);
            _placeOf.Remove(_lines[place].Item);
        }

        _placeOf.Add(item.Value, place);
        _lines[place] = new Line { Item = item.Value };
        return ref _lines[place];
    }

    private struct Line
    {
        public ulong Item;
        public int FirstMember;
        public int Attempts;
        public int Grants;
        public bool IsContested;

        public readonly ContestedItems AddTo(ContestedItems total) => new(
            total.Items + (IsContested ? 1 : 0),
            total.Attempts + (IsContested ? Attempts : 0),
            total.DoubleWins + (Grants > 1 ? 1 : 0));
    }
}
