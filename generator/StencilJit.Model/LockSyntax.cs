using System.Security.Cryptography;
using System.Text;

namespace StencilJit.Model;

/// <summary>The words of the lock format that its writer and its reader share.</summary>
internal static class LockSyntax
{
    /// <summary>The first line: the format and its version.</summary>
    public const string FirstLine = "stencil lock 2";

    /// <summary>The first line of a lock that leaves out what another one holds: the version that came with such.</summary>
    public const string FirstLineWithBase = "stencil lock 3";

    /// <summary>Before the target, and the hash, of the lock that holds what a lock leaves out.</summary>
    public const string Base = "base";

    /// <summary>Stands where a word would be empty: no code, no placement.</summary>
    public const string Nothing = "-";

    /// <summary>The patch source for the set's data; no C identifier starts with a dot, so no hole has this name.</summary>
    public const string Data = ".data";

    /// <summary>Before the name of a trap as patch source; no C identifier holds a colon.</summary>
    public const string TrapPrefix = "trap:";

    /// <summary>How many bytes of the set's data stand in a line.</summary>
    public const int DataBytesPerLine = 32;

    private const string HexDigits = "0123456789abcdef";

    /// <summary>The class of a register: what stands for <see cref="RegisterClass"/>, after a sign for <see cref="RegisterAccess"/>.</summary>
    private static readonly string[] Classes = ["i", "f"];

    /// <summary>As compilers' inline assembly has it: nothing for read, = for written, + for both.</summary>
    private static readonly string[] Accesses = ["", "=", "+"];

    private static readonly Dictionary<string, HoleKind> HoleKinds = Words<HoleKind>();
    private static readonly Dictionary<string, PatchKind> PatchKinds = Words<PatchKind>();
    private static readonly Dictionary<string, StencilKind> StencilKinds = Words<StencilKind>();

    public static bool TryParse(string word, out HoleKind kind) => HoleKinds.TryGetValue(word, out kind);

    public static bool TryParse(string word, out PatchKind kind) => PatchKinds.TryGetValue(word, out kind);

    public static bool TryParse(string word, out StencilKind kind) => StencilKinds.TryGetValue(word, out kind);

    /// <summary>The word for a kind: its name in lower case.</summary>
    public static string Word<T>(T kind)
        where T : struct, Enum
        => kind.ToString().ToLowerInvariant();

    /// <summary>The word for how a register is used, such as <c>=i</c>.</summary>
    public static string Word(RegisterAccess access, RegisterClass registerClass) => Accesses[(int)access] + Classes[(int)registerClass];

    /// <summary>Reads what <see cref="Word(RegisterAccess, RegisterClass)"/> gives.</summary>
    public static bool TryParse(string word, out RegisterAccess access, out RegisterClass registerClass)
    {
        access = (RegisterAccess)Math.Max(0, Array.IndexOf(Accesses, word.Substring(0, Math.Max(0, word.Length - 1))));
        registerClass = (RegisterClass)Math.Max(0, Array.FindIndex(Classes, one => word.EndsWith(one, StringComparison.Ordinal)));
        return Word(access, registerClass) == word;
    }

    /// <summary>How many bytes a patch writes.</summary>
    public static int FieldSize(PatchKind kind) => kind switch
    {
        PatchKind.Abs8 => 1,
        PatchKind.Abs64 => 8,
        _ => 4,
    };

    /// <summary>SHA-256 of a text in UTF-8, in lower-case hexadecimal.</summary>
    public static string Hash(string text)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        return AppendHex(new StringBuilder(), hash, 0, hash.Length).ToString();
    }

    public static StringBuilder AppendHex(StringBuilder text, byte[] bytes, int start, int count)
    {
        for (var i = start; i < start + count; i++)
            text.Append(HexDigits[bytes[i] >> 4]).Append(HexDigits[bytes[i] & 15]);
        return text;
    }

    /// <summary>Decodes lower-case hexadecimal; null where it is none.</summary>
    public static byte[]? ParseHex(string word)
    {
        if (word.Length % 2 != 0)
            return null;
        var bytes = new byte[word.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            var high = HexDigits.IndexOf(word[2 * i]);
            var low = HexDigits.IndexOf(word[2 * i + 1]);
            if (high < 0 || low < 0)
                return null;
            bytes[i] = (byte)(high << 4 | low);
        }

        return bytes;
    }

    private static Dictionary<string, T> Words<T>()
        where T : struct, Enum
    {
        var words = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (T value in Enum.GetValues(typeof(T)))
            words.Add(Word(value), value);
        return words;
    }
}
