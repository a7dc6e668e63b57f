using System.Globalization;
using System.Text;

namespace StencilJit.Model;

/// <summary>
/// Writes a stencil set as the text of its lock: one fact a line, in an order that does not depend on the machine, so that
/// a change of one micro-op shows as a change of its lines. <see cref="StencilLockReader"/> reads it back.
/// </summary>
public static class StencilLockWriter
{
    /// <summary>Writes a set.</summary>
    /// <param name="set">The set; its names and paths must fit the line-oriented format.</param>
    /// <param name="baseSet">
    /// The same set on another target: what it has alike is left out. Not heeded where it has other stencils.
    /// </param>
    /// <returns>The text, with LF at the end of every line.</returns>
    /// <exception cref="ArgumentException">A name is empty, holds blanks or is ambiguous.</exception>
    public static string Write(StencilSet set, StencilSet? baseSet = null)
    {
        if (baseSet is not null && !CanBuildOn(set, baseSet))
            baseSet = null;
        var text = new StringBuilder();
        text.Append(baseSet is null ? LockSyntax.FirstLine : LockSyntax.FirstLineWithBase).Append('\n');
        Line(text, "set", Name(set.Name, "set"));
        Line(text, "target", Name(set.Target, "target"), set.Architecture.ToString());
        if (baseSet is not null)
            Line(text, LockSyntax.Base, baseSet.Target, HashOf(Write(baseSet)));
        foreach (var write in HeaderParts)
            AppendDifferent(text, Render(write, set), baseSet is null ? null : Render(write, baseSet));
        for (var i = 0; i < set.Stencils.Count; i++)
        {
            var index = i;
            AppendDifferent(
                text, Render((part, one) => WriteStencil(part, one, one.Stencils[index]), set),
                baseSet is null ? null : Render((part, one) => WriteStencil(part, one, one.Stencils[index]), baseSet));
        }

        text.Append('\n');
        var hash = LockSyntax.Hash(text.ToString());
        return text.Append("end ").Append(hash).Append('\n').ToString();
    }

    /// <summary>The hash at the end of a lock's text.</summary>
    internal static string HashOf(string text) => text.TrimEnd().Substring(text.TrimEnd().LastIndexOf(' ') + 1);

    // What a lock that builds on another one leaves out where it is the same, part by part.
    private static readonly Action<StringBuilder, StencilSet>[] HeaderParts =
    [
        (text, set) => Names(text, "features", set.Features),
        (text, set) => Line(text, "compiler", OneLine(set.Compiler, "compiler")),
        (text, set) => Line(text, "options", Name(set.OptionsHash, "options hash")),
        (text, set) => Names(text, "pinned", set.Pinned),
        (text, set) => Names(text, "integers", set.Integers.Select(Pool)),
        (text, set) => Names(text, "floats", set.Floats.Select(Pool)),
        (text, set) => Line(text, "slots", Number(set.SlotLimit)),
        (text, set) => Names(text, "traps", set.Traps),
        WriteInputs,
        WriteData,
    ];

    private static bool CanBuildOn(StencilSet set, StencilSet other) =>
        set.Name == other.Name && set.Architecture == other.Architecture && set.Traps.SequenceEqual(other.Traps) && (set.Inputs.Count != 0 || other.Inputs.Count == 0)
        && set.Stencils.Select(stencil => (stencil.Name, stencil.Placement)).SequenceEqual(other.Stencils.Select(stencil => (stencil.Name, stencil.Placement)));

    private static string Render(Action<StringBuilder, StencilSet> write, StencilSet set)
    {
        var text = new StringBuilder();
        write(text, set);
        return text.ToString();
    }

    private static void AppendDifferent(StringBuilder text, string part, string? known)
    {
        if (part != known)
            text.Append(part);
    }

    private static void WriteInputs(StringBuilder text, StencilSet set)
    {
        foreach (var input in set.Inputs)
            Line(text, "input", OneLine(input.Name, "input"), Name(input.Hash, "input hash"));
    }

    private static void WriteData(StringBuilder text, StencilSet set)
    {
        Line(text, "data", Number(set.Data.Length));
        for (var i = 0; i < set.Data.Length; i += LockSyntax.DataBytesPerLine)
        {
            text.Append("  ");
            LockSyntax.AppendHex(text, set.Data, i, Math.Min(LockSyntax.DataBytesPerLine, set.Data.Length - i)).Append('\n');
        }
    }

    private static void WriteStencil(StringBuilder text, StencilSet set, Stencil stencil)
    {
        text.Append('\n');
        var placement = stencil.Placement.Length == 0 ? LockSyntax.Nothing : Name(stencil.Placement, "placement");
        Line(text, "stencil", Name(stencil.Name, "stencil"), placement, LockSyntax.Word(stencil.Kind), OneLine(stencil.Source, "source"));
        if (stencil.Documentation.Length != 0)
            Line(text, "  doc", OneLine(stencil.Documentation, "documentation"));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hole in stencil.Holes)
        {
            if (!names.Add(hole.Name))
                throw new ArgumentException($"Stencil '{stencil.Name}' has two holes named '{hole.Name}'.", nameof(stencil));
            Line(text, "  hole", Name(hole.Name, "hole"), LockSyntax.Word(hole.Kind));
        }

        foreach (var register in stencil.Registers)
            WriteRegister(text, register);
        text.Append("  code ");
        if (stencil.Code.Length == 0)
            text.Append(LockSyntax.Nothing);
        LockSyntax.AppendHex(text, stencil.Code, 0, stencil.Code.Length);
        foreach (var patch in stencil.Patches)
            WritePatch(text, set, stencil, patch);
        text.Append('\n');
    }

    private static void WriteRegister(StringBuilder text, RegisterHole register)
    {
        text.Append("  register ").Append(Name(register.Name, "register")).Append(' ').Append(LockSyntax.Word(register.Access, register.Class));
        foreach (var bit in register.Bits)
            text.Append(' ').Append(Number(bit.Position)).Append(':').Append(Number(bit.NumberBit));
        text.Append('\n');
    }

    private static void WritePatch(StringBuilder text, StencilSet set, Stencil stencil, Patch patch)
    {
        text.Append(" @").Append(Number(patch.Offset)).Append(' ').Append(LockSyntax.Word(patch.Kind)).Append(' ');
        text.Append(patch.Source switch
        {
            PatchSource.Hole => stencil.Holes[patch.Index].Name,
            PatchSource.Trap => LockSyntax.TrapPrefix + set.Traps[patch.Index],
            _ => LockSyntax.Data,
        });
        if (patch.Addend > 0)
            text.Append('+');
        if (patch.Addend != 0)
            text.Append(patch.Addend.ToString(CultureInfo.InvariantCulture));
    }

    private static void Line(StringBuilder text, string word, params string[] values)
    {
        text.Append(word);
        foreach (var value in values)
            text.Append(' ').Append(value);
        text.Append('\n');
    }

    private static void Names(StringBuilder text, string word, IEnumerable<string> names)
        => Line(text, word, [.. names.Select(name => Name(name, word))]);

    private static string Pool(PoolRegister register) => $"{register.Name}:{Number(register.Number)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Name(string value, string what)
        => value.Length != 0 && !value.Any(char.IsWhiteSpace)
            ? value
            : throw new ArgumentException($"A lock cannot hold the {what} '{value}': it is empty or holds blanks.", nameof(value));

    private static string OneLine(string value, string what)
        => value.Length != 0 && value.Trim() == value && value.IndexOfAny(['\r', '\n']) < 0
            ? value
            : throw new ArgumentException($"A lock cannot hold the {what} '{value}': it must be one line without blanks around.", nameof(value));
}
