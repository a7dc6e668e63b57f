namespace StencilJit.Model;

/// <summary>Reads the text that <see cref="StencilLockWriter"/> writes; refuses anything else, with the line.</summary>
public static class StencilLockReader
{
    private const string Advice = "take the file from version control again, or rebuild it with -p:StencilLock=Update";

    /// <summary>Reads a lock.</summary>
    /// <param name="text">The whole text; line ends may have become CRLF on the way.</param>
    /// <returns>The stencil set.</returns>
    /// <exception cref="LockFormatException">The text is no lock, is of another version, or is damaged.</exception>
    public static StencilSet Read(string text)
    {
        text = text.Replace("\r\n", "\n");
        var cursor = new LockCursor(text);
        ReadVersion(cursor);
        var set = ReadHeader(cursor);
        var stencils = new List<Stencil>();
        var traps = Indices(set.Traps);
        while (!cursor.AtEnd && cursor.Current.Length == 0)
        {
            cursor.Advance();
            if (!cursor.At("stencil"))
                break;
            stencils.Add(LockStencilReader.Read(cursor, traps, stencils.Count == 0 ? null : stencils[stencils.Count - 1]));
        }

        ReadEnd(cursor, text);
        return set with { Stencils = stencils };
    }

    /// <summary>Each name with its position.</summary>
    internal static Dictionary<string, int> Indices(IReadOnlyList<string> names)
    {
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
            indices[names[i]] = i;
        return indices;
    }

    private static void ReadVersion(LockCursor cursor)
    {
        if (cursor.AtEnd)
            throw cursor.Error($"the lock is empty; {Advice}");
        if (cursor.Current != LockSyntax.FirstLine)
        {
            throw cursor.Error(cursor.At("stencil lock")
                ? $"this toolchain reads '{LockSyntax.FirstLine}', found '{cursor.Current}'; rebuild it with -p:StencilLock=Update"
                : $"not a stencil lock: it does not start with '{LockSyntax.FirstLine}'; {Advice}");
        }

        cursor.Advance();
    }

    private static StencilSet ReadHeader(LockCursor cursor)
    {
        var name = Take(cursor, "set", 1)[0];
        var target = cursor.Words("target", 2);
        if (!Enum.TryParse<Architecture>(target[1], out var architecture) || architecture.ToString() != target[1])
            throw cursor.Error($"unknown architecture '{target[1]}'");
        cursor.Advance();
        var features = Names(cursor, "features");
        var compiler = Take(cursor, "compiler", 1)[0];
        var options = Take(cursor, "options", 1)[0];
        var pinned = Names(cursor, "pinned");
        var integers = ReadPool(cursor, "integers");
        var floats = ReadPool(cursor, "floats");
        var slots = cursor.Number(cursor.Rest("slots"));
        cursor.Advance();
        var traps = Names(cursor, "traps");
        return new StencilSet
        {
            Name = name,
            Target = target[0],
            Architecture = architecture,
            Features = features,
            Compiler = compiler,
            OptionsHash = options,
            Pinned = pinned,
            Integers = integers,
            Floats = floats,
            SlotLimit = slots,
            Traps = traps,
            Inputs = ReadInputs(cursor),
            Data = ReadData(cursor),
            Stencils = [],
        };
    }

    private static List<PoolRegister> ReadPool(LockCursor cursor, string word)
    {
        var registers = new List<PoolRegister>();
        foreach (var one in cursor.Words(word))
        {
            var colon = one.LastIndexOf(':');
            if (colon <= 0 || registers.Count == 1 << Stencil.BitsPerRegister)
                throw cursor.Error($"'{word}' takes up to 8 registers with their numbers, such as r8:8, found '{one}'");
            registers.Add(new PoolRegister(one.Substring(0, colon), cursor.Number(one.Substring(colon + 1))));
        }

        cursor.Advance();
        return registers;
    }

    private static List<InputFile> ReadInputs(LockCursor cursor)
    {
        var inputs = new List<InputFile>();
        while (cursor.At("input"))
        {
            // The name comes first and may hold blanks; the hash is what follows the last one.
            var rest = cursor.Rest("input");
            var blank = rest.LastIndexOf(' ');
            if (blank <= 0 || LockSyntax.ParseHex(rest.Substring(blank + 1)) is not { Length: 32 })
                throw cursor.Error("'input' takes a file name and a SHA-256");
            inputs.Add(new InputFile(rest.Substring(0, blank), rest.Substring(blank + 1)));
            cursor.Advance();
        }

        return inputs;
    }

    private static byte[] ReadData(LockCursor cursor)
    {
        var size = cursor.Number(cursor.Rest("data"));
        var dataLine = cursor.Error("");
        cursor.Advance();
        var data = new List<byte>();
        while (!cursor.AtEnd && cursor.Current.StartsWith("  ", StringComparison.Ordinal))
        {
            data.AddRange(cursor.Hex(cursor.Current.Substring(2)));
            cursor.Advance();
        }

        return data.Count == size
            ? [.. data]
            : throw new LockFormatException(dataLine.Line, $"{size} bytes of data announced, found {data.Count}");
    }

    private static void ReadEnd(LockCursor cursor, string text)
    {
        if (cursor.AtEnd)
            throw cursor.Error($"the lock is truncated: its last line, 'end', is missing; {Advice}");
        var expected = cursor.Rest("end");
        var end = text.LastIndexOf("\nend ", StringComparison.Ordinal) + 1;
        var actual = LockSyntax.Hash(text.Substring(0, end));
        if (expected != actual)
            throw cursor.Error($"the lock was changed after it was written: it says {expected}, its lines give {actual}; {Advice}");
        cursor.Advance();
        if (!cursor.AtEnd)
            throw cursor.Error($"nothing may follow 'end'; {Advice}");
    }

    private static string[] Take(LockCursor cursor, string word, int count)
    {
        var words = cursor.Words(word, count);
        cursor.Advance();
        return words;
    }

    private static string[] Names(LockCursor cursor, string word)
    {
        var names = cursor.Words(word);
        if (names.Any(name => name.Length == 0))
            throw cursor.Error($"'{word}' takes names with one blank between them");
        cursor.Advance();
        return names;
    }
}
