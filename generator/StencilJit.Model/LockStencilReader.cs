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
        var registers = ReadRegisters(cursor);
        var (code, patches) = ReadCode(cursor, indices, traps);
        var outside = registers.FirstOrDefault(register => register.Bits.Any(bit => bit.Position >= 8 * code.Length));
        if (outside is not null)
            throw cursor.Error($"register '{outside.Name}' of '{name}' has bits outside the code of {code.Length} bytes");
        return new Stencil(name, placement, kind, documentation, words[3], holes, registers, code, patches);
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

    private static List<RegisterHole> ReadRegisters(LockCursor cursor)
    {
        var registers = new List<RegisterHole>();
        while (cursor.At("  register"))
        {
            var words = cursor.Words("  register");
            if (words.Length < 2 || !LockSyntax.TryParse(words[1], out var access, out var registerClass))
                throw cursor.Error("a register takes its name, how it is used (i, =i, +i, f, =f or +f), and its bits");
            registers.Add(new RegisterHole(words[0], registerClass, access, [.. words.Skip(2).Select(word => ReadBit(cursor, word))]));
            cursor.Advance();
        }

        return registers;
    }

    private static RegisterBit ReadBit(LockCursor cursor, string word)
    {
        var colon = word.IndexOf(':');
        return colon > 0
            ? new RegisterBit(cursor.Number(word.Substring(0, colon)), cursor.Number(word.Substring(colon + 1)))
            : throw cursor.Error($"a bit of the code and one of the register's number expected, such as 16:0, found '{word}'");
    }

    private static (byte[] Code, List<Patch> Patches) ReadCode(LockCursor cursor, Dictionary<string, int> holes, Dictionary<string, int> traps)
    {
        var words = cursor.Words("  code");
        if (words.Length % 3 != 1)
            throw cursor.Error("'code' takes the code, and three words for each patch");
        var code = words[0] == LockSyntax.Nothing ? [] : cursor.Hex(words[0]);
        var patches = new List<Patch>();
        for (var i = 1; i < words.Length; i += 3)
            patches.Add(ReadPatch(cursor, words[i], words[i + 1], words[i + 2], code.Length, holes, traps));
        cursor.Advance();
        return (code, patches);
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
