namespace Hearsay.Hashgraph;

/// <summary>The witnesses of one round by members that branched: empty in an honest session.</summary>
internal sealed class SideWitnesses
{
    private readonly Dictionary<int, SideWitness> _bySlot = [];
    private readonly Dictionary<int, SideWitness> _holders = [];
    private readonly List<SideWitness> _all = [];
    private readonly Queue<SideWitness> _newlyHeld = [];

    /// <summary>How many of them have their fame open.</summary>
    public int Open { get; private set; }

    /// <summary>Those that are voted on: fame open, or decided by one voter only.</summary>
    public List<SideWitness> Unconfirmed { get; } = [];

    /// <summary>Those that are famous.</summary>
    public List<SideWitness> Famous { get; } = [];

    /// <summary>
    /// Those that some member sees which did not branch. Few, whatever comes: a member sees one chain of another at
    /// most.
    /// </summary>
    public List<SideWitness> Seen { get; } = [];

    public bool TryGet(int slot, out SideWitness witness) => _bySlot.TryGetValue(slot, out witness!);

    /// <summary>The one of this member that somebody strongly sees; null while there is none.</summary>
    public SideWitness? HolderOf(int member) => _holders.GetValueOrDefault(member);

    /// <summary>Adds a witness whose election is open, or is known to end with a no.</summary>
    public void Add(SideWitness witness, bool isOpen)
    {
        _bySlot.Add(witness.Slot, witness);
        _all.Add(witness);
        witness.Verdict = isOpen ? Verdict.Open : Verdict.NotFamous;
        if (isOpen)
        {
            Open++;
            Unconfirmed.Add(witness);
        }
    }

    /// <summary>Adds a witness that was in the arrays, as its election stands.</summary>
    public void TakeOver(SideWitness witness, Verdict verdict, bool isUnconfirmed)
    {
        Add(witness, isOpen: false);
        SetVerdict(witness, verdict);
        Seen.Add(witness);
        if (isUnconfirmed)
        {
            Unconfirmed.Add(witness);
        }
    }

    /// <summary>Ends an election.</summary>
    public void Decide(SideWitness witness, Verdict verdict)
    {
        Open--;
        SetVerdict(witness, verdict);
    }

    /// <summary>Notes the place of the first event of a member that sees a witness.</summary>
    public void See(SideWitness witness, (int Member, ushort Place) first, int weight)
    {
        if (!witness.IsSeen)
        {
            Seen.Add(witness);
        }

        witness.See(first.Member, first.Place, weight);
    }

    /// <summary>Notes that a witness is strongly seen by somebody, and has voted for that.</summary>
    public void TakeOverHeld(SideWitness witness) => _holders.Add(witness.Member, witness);

    /// <summary>Notes that a witness is strongly seen by somebody: from now on its votes count.</summary>
    public void Hold(SideWitness witness)
    {
        _holders.Add(witness.Member, witness);
        _newlyHeld.Enqueue(witness);
    }

    /// <summary>Takes the next witness whose votes count since lately.</summary>
    public bool TryTakeNewlyHeld(out SideWitness witness) => _newlyHeld.TryDequeue(out witness!);

    /// <summary>Forgets a member of whom nothing is kept any more.</summary>
    public void Remove(int member)
    {
        foreach (SideWitness witness in _all.FindAll(witness => witness.Member == member))
        {
            _bySlot.Remove(witness.Slot);
            Open -= witness.Verdict == Verdict.Open ? 1 : 0;
        }

        foreach (List<SideWitness> list in (ReadOnlySpan<List<SideWitness>>)[_all, Unconfirmed, Famous, Seen])
        {
            list.RemoveAll(witness => witness.Member == member);
        }

        _holders.Remove(member);
    }

    public void Clear()
    {
        Open = 0;
        Unconfirmed.Clear();
        Famous.Clear();
        Seen.Clear();
        _all.Clear();
        _bySlot.Clear();
        _holders.Clear();
        _newlyHeld.Clear();
    }

    private void SetVerdict(SideWitness witness, Verdict verdict)
    {
        witness.Verdict = verdict;
        Open += verdict == Verdict.Open ? 1 : 0;
        if (verdict == Verdict.Famous)
        {
            Famous.Add(witness);
        }
    }
}
