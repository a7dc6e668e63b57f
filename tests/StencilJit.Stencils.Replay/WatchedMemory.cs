namespace StencilJit.Stencils.Replay;

/// <summary>The words of memory that a run may read or change, with what they must be afterwards.</summary>
internal sealed class WatchedMemory
{
    private readonly List<Word> words = [];

    /// <summary>Takes the words that a vector names and their neighbours.</summary>
    public void Prepare(Vector vector)
    {
        words.Clear();
        foreach (var (address, value) in vector.Before)
            AddWithNeighbours(address, 0, value, ulong.MaxValue);
        foreach (var (address, value) in vector.Changes)
        {
            var index = words.FindIndex(word => word.Address == address);
            AddWithNeighbours(address, 0, index < 0 ? 0 : words[index].Before, ulong.MaxValue);
            words[words.FindIndex(word => word.Address == address)] = words.Find(word => word.Address == address) with { After = value };
        }
    }

    /// <summary>Adds a slot, with neighbours that differ from it.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="before">What it holds before the run.</param>
    /// <param name="after">What it must hold after it.</param>
    /// <param name="mask">The bits of <paramref name="after"/> that matter.</param>
    public void AddSlot(ulong address, ulong before, ulong after, ulong mask)
    {
        AddWithNeighbours(address, 0xE1E2_E3E4_E5E6_E7E8, before, ulong.MaxValue);
        words[words.FindIndex(word => word.Address == address)] = new Word(address, before, after, mask);
    }

    public void WriteBefore()
    {
        foreach (var word in words)
            World.Write(word.Address, word.Before);
    }

    /// <summary>Compares, and clears the memory for the next run.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? CheckAndClear()
    {
        string? problem = null;
        foreach (var word in words)
        {
            var actual = World.Read(word.Address);
            if (((actual ^ word.After) & word.Mask) != 0)
                problem ??= $"memory at {word.Address:x} is {actual:x}, expected {word.After:x}";
            World.Write(word.Address, 0);
        }

        return problem;
    }

    private void AddWithNeighbours(ulong address, ulong neighbour, ulong value, ulong mask)
    {
        AddIfNew(address - 8, neighbour);
        AddIfNew(address + 8, neighbour);
        words.RemoveAll(word => word.Address == address);
        words.Add(new Word(address, value, value, mask));
    }

    private void AddIfNew(ulong address, ulong value)
    {
        if (!words.Exists(word => word.Address == address))
            words.Add(new Word(address, value, value, ulong.MaxValue));
    }

    private readonly record struct Word(ulong Address, ulong Before, ulong After, ulong Mask);
}
