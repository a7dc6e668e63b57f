namespace StencilJit.Model;

/// <summary>Reads the part of a lock that describes one stencil.</summary>
internal static class LockStencilReader
{
    private static readonly char[] Signs = ['+', '-'];

    /// <param name="cursor">Stands at the line <c>stencil …</c>; afterwards behind the stencil's last line.</param>
    /// <param name="traps">The set's traps with their indices.</param>
    /// <param name="previous">The stencil before this one: they are sorted, and ids rest on that.</param>
    public static Stencil Read(LockCursor cursor, Dictionary<string, int> traps, Stencil? previous)
    {
        var words = cursor.Words("stencil", 4);
        if (!LockSyntax.TryParse(words[2], out StencilKind kind))
            throw cursor.Error($"unknown kind of stencil '{words[2]}'");
        var name = words[0];
        var placement = words[1] == LockSyntax.Nothing ? "" : words[1];
        if (previous is not null && Compare(previous, name, placement) >= 0)
            throw cursor.Error($"stencil '{name} {placement}' is out of order after '{previous.Name} {previous.Placement}'");
        cursor.Advance();

        var documentation = "";
        if (cursor.At("  doc"))
        {
            documentation = cursor.Rest("  doc");
            cursor.Advance();
        }

        var holes = ReadHoles(cursor);
        var indices = StencilLockReader.Indices([.. holes.Select(hole => hole.Name)]);
        var variants = new List<StencilVariant>();
        while (!cursor.AtEnd && cursor.Current.StartsWith("  ", StringComparison.Ordinal))
            variants.Add(ReadVariant(cursor, variants.Count, indices, traps));
        if (variants.Count == 0)
            throw cursor.Error($"stencil '{name}' has no code");
        return new Stencil(name, placement, kind, documentation, words[3], holes, variants);
    }

    private static int Compare(Stencil previous, string name, string placement)
    {
        var order = string.CompareOrdinal(previous.Name, name);
        return order != 0 ? order : string.CompareOrdinal(previous.Placement, placement);
    }

    private static List<Hole> ReadHoles(LockCursor cursor)
    {
        var holes = new List<Hole>();
        while (cursor.At("  hole"))
        {
            var words = cursor.Words("  hole", 2);
            if (!LockSyntax.TryParse(words[1], out HoleKind kind))
                throw cursor.Error($"unknown kind of hole '{words[1]}'");
            if (holes.Any(hole => hole.Name == words[0]))
                throw cursor.Error($"hole '{words[0]}' stands twice");
            holes.Add(new Hole(words[0], kind));
            cursor.Advance();
        }

        return holes;
    }

    private static StencilVariant ReadVariant(
        LockCursor cursor, int position, Dictionary<string, int> holes, Dictionary<string, int> traps)
    {
        var words = cursor.Current.Substring(2).Split(' ');
        if (!int.TryParse(words[0], out var found))
            throw cursor.Error($"unknown line '{words[0]}' in a stencil");
        if (found != position)
            throw cursor.Error($"variant {position} expected, found '{words[0]}'");
        if (words.Length % 3 != 2)
            throw cursor.Error("a variant takes its position, its code, and three words for each patch");
        var code = words[1] == LockSyntax.Nothing ? [] : cursor.Hex(words[1]);
        var patches = new List<Patch>();
        for (var i = 2; i < words.Length; i += 3)
            patches.Add(ReadPatch(cursor, words[i], words[i + 1], words[i + 2], code.Length, holes, traps));
        cursor.Advance();
        return new StencilVariant(code, patches);
    }

    private static Patch ReadPatch(
        LockCursor cursor,
        string at,
        string kindWord,
        string value,
        int codeLength,
        Dictionary<string, int> holes,
        Dictionary<string, int> traps)
    {
        if (at.Length == 0 || at[0] != '@')
            throw cursor.Error($"a patch starts with '@', found '{at}'");
        var offset = cursor.Number(at.Substring(1));
        if (!LockSyntax.TryParse(kindWord, out PatchKind kind))
            throw cursor.Error($"unknown kind of patch '{kindWord}'");
        if (offset > codeLength - LockSyntax.FieldSize(kind))
            throw cursor.Error($"the patch at {offset} lies outside the code of {codeLength} bytes");

        var sign = value.IndexOfAny(Signs);
        var addend = sign < 0 ? 0 : cursor.Addend(value.Substring(sign));
        var name = sign < 0 ? value : value.Substring(0, sign);
        if (name == LockSyntax.Data)
            return new Patch(offset, kind, PatchSource.Data, 0, addend);
        if (name.StartsWith(LockSyntax.TrapPrefix, StringComparison.Ordinal))
        {
            return traps.TryGetValue(name.Substring(LockSyntax.TrapPrefix.Length), out var trap)
                ? new Patch(offset, kind, PatchSource.Trap, trap, addend)
                : throw cursor.Error($"unknown trap in '{name}'");
        }

        return holes.TryGetValue(name, out var hole)
            ? new Patch(offset, kind, PatchSource.Hole, hole, addend)
            : throw cursor.Error($"unknown hole '{name}'");
    }
}
