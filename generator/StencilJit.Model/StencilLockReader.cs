namespace StencilJit.Model;

/// <summary>Reads the text that <see cref="StencilLockWriter"/> writes; refuses anything else, with the line.</summary>
public static class StencilLockReader
{
    /// <summary>How many lines tell which lock it is.</summary>
    private const int TitleLines = 3;

    private const string Advice = "take the file from version control again, or rebuild it with -p:StencilLock=Update";

    /// <summary>Reads a lock.</summary>
    /// <param name="text">The whole text; line ends may have become CRLF on the way.</param>
    /// <param name="readBase">
    /// Gives the text of the same set's lock for another target, null where there is none; asked where this lock leaves out
    /// what it has in common with that one.
    /// </param>
    /// <returns>The stencil set.</returns>
    /// <exception cref="LockBaseException">The lock that this one builds on is missing, or another one than when this one was made.</exception>
    /// <exception cref="LockFormatException">The text is no lock, is of another version, or is damaged.</exception>
    public static StencilSet Read(string text, Func<string, string?>? readBase = null)
    {
        text = text.Replace("\r\n", "\n");
        var cursor = new LockCursor(text);
        ReadVersion(cursor);
        var (name, target, architecture) = ReadTitle(cursor);
        var baseSet = cursor.At(LockSyntax.Base) ? ReadBase(cursor, readBase) : null;
        var set = ReadHeader(cursor, name, target, architecture, baseSet);
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
        return set with { Stencils = baseSet is null ? stencils : Replace(baseSet, stencils) };
    }

    /// <summary>The target whose lock holds what a lock leaves out.</summary>
    /// <param name="text">The lock's text.</param>
    /// <returns>Null where it holds everything, or is no lock.</returns>
    public static string? BaseOf(string text)
    {
        var cursor = new LockCursor(text.Replace("\r\n", "\n"));
        for (var line = 0; line < TitleLines && !cursor.AtEnd; line++)
            cursor.Advance();
        return cursor.At(LockSyntax.Base) ? cursor.Rest(LockSyntax.Base).Split(' ')[0] : null;
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
        if (cursor.Current is not (LockSyntax.FirstLine or LockSyntax.FirstLineWithBase))
        {
            throw cursor.Error(cursor.At("stencil lock")
                ? $"this toolchain reads '{LockSyntax.FirstLine}' and '{LockSyntax.FirstLineWithBase}', found '{cursor.Current}'; rebuild it with -p:StencilLock=Update"
                : $"not a stencil lock: it does not start with '{LockSyntax.FirstLine}'; {Advice}");
        }

        cursor.Advance();
    }

    private static (string Name, string Target, Architecture Architecture) ReadTitle(LockCursor cursor)
    {
        var name = Take(cursor, "set", 1)[0];
        var target = cursor.Words("target", 2);
        if (!Enum.TryParse<Architecture>(target[1], out var architecture) || architecture.ToString() != target[1])
            throw cursor.Error($"unknown architecture '{target[1]}'");
        cursor.Advance();
        return (name, target[0], architecture);
    }

    private static StencilSet ReadBase(LockCursor cursor, Func<string, string?>? readBase)
    {
        var words = cursor.Words(LockSyntax.Base, 2);
        var line = cursor.Error("").Line;
        if (readBase?.Invoke(words[0]) is not { } text)
            throw new LockBaseException(line, $"this lock holds only what differs from that for {words[0]}, which is missing; {Advice}");
        text = text.Replace("\r\n", "\n");
        if (StencilLockWriter.HashOf(text) != words[1])
            throw new LockBaseException(line, $"this lock was made beside another lock for {words[0]} than there is now; rebuild both with -p:StencilLock=Update");
        if (BaseOf(text) is not null)
            throw new LockBaseException(line, $"the lock for {words[0]} is itself one that holds only what differs from another; {Advice}");
        cursor.Advance();
        try
        {
            return Read(text);
        }
        catch (LockFormatException e)
        {
            throw new LockBaseException(line, $"the lock for {words[0]}, which this one builds on, cannot be read (line {e.Line}: {e.Message})");
        }
    }

    private static List<Stencil> Replace(StencilSet baseSet, List<Stencil> own)
    {
        var byTitle = own.ToDictionary(stencil => (stencil.Name, stencil.Placement));
        return [.. baseSet.Stencils.Select(stencil => byTitle.TryGetValue((stencil.Name, stencil.Placement), out var other) ? other : stencil)];
    }

    private static StencilSet ReadHeader(LockCursor cursor, string name, string target, Architecture architecture, StencilSet? baseSet)
    {
        var features = Part("features", () => (IReadOnlyList<string>)Names(cursor, "features"), baseSet?.Features);
        var compiler = Part("compiler", () => Take(cursor, "compiler", 1)[0], baseSet?.Compiler);
        var options = Part("options", () => Take(cursor, "options", 1)[0], baseSet?.OptionsHash);
        var pinned = Part("pinned", () => (IReadOnlyList<string>)Names(cursor, "pinned"), baseSet?.Pinned);
        var integers = Part("integers", () => (IReadOnlyList<PoolRegister>)ReadPool(cursor, "integers"), baseSet?.Integers);
        var floats = Part("floats", () => (IReadOnlyList<PoolRegister>)ReadPool(cursor, "floats"), baseSet?.Floats);
        var slots = Part("slots", () => ReadNumber(cursor, "slots"), baseSet?.SlotLimit);
        var traps = Part("traps", () => (IReadOnlyList<string>)Names(cursor, "traps"), baseSet?.Traps);
        var inputs = Part("input", () => (IReadOnlyList<InputFile>)ReadInputs(cursor), baseSet?.Inputs);
        var data = Part("data", () => ReadData(cursor), baseSet?.Data);
        return new StencilSet
        {
            Name = name,
            Target = target,
            Architecture = architecture,
            Features = features,
            Compiler = compiler,
            OptionsHash = options,
            Pinned = pinned,
            Integers = integers,
            Floats = floats,
            SlotLimit = slots,
            Traps = traps,
            Inputs = inputs,
            Data = data,
            Stencils = [],
        };

        T Part<T>(string word, Func<T> read, object? known) => known is T same && !cursor.At(word) ? same : read();
    }

    private static int ReadNumber(LockCursor cursor, string word)
    {
        var number = cursor.Number(cursor.Rest(word));
        cursor.Advance();
        return number;
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
