using StencilJit.Model;

namespace StencilJit.Compiler.Objects;

/// <summary>ELF: a section a function, addends beside the code, constants in sections named after their size.</summary>
internal sealed class ElfFormat(Architecture architecture) : IObjectFormat
{
    private const string FunctionPrefix = ".text.";
    private const string ConstantPrefix = ".rodata.cst";

    /// <summary>The section that a function is to be emitted to, so that its code is found again.</summary>
    public static string SectionOf(string symbol) => FunctionPrefix + symbol;

    public CodeObject Interpret(ObjectFile file)
    {
        var functions = new Dictionary<string, FunctionCode>();
        var constants = new Dictionary<string, ConstantSection>();
        foreach (var section in file.Sections)
            if (section.Name.StartsWith(FunctionPrefix, StringComparison.Ordinal))
                functions[section.Name[FunctionPrefix.Length..]] = new FunctionCode(section.Contents, [.. section.Relocations.Select(Relocate)]);
            else if (section.Name.StartsWith(ConstantPrefix, StringComparison.Ordinal) && int.TryParse(section.Name[ConstantPrefix.Length..], out var size))
                constants[section.Name] = new ConstantSection(section.Contents, size);
        return new CodeObject(functions, constants);
    }

    private Relocation Relocate(ObjectRelocation relocation)
    {
        var kind = ElfRelocationTypes.Kind(architecture, relocation.Type);
        var symbol = relocation.Symbol;
        return new Relocation(
            relocation.Offset, kind, kind is null ? $"type {relocation.Type} of ELF" : "", symbol?.Name ?? "", symbol?.Section ?? "",
            relocation.Addend + (symbol is { Section.Length: > 0 } ? (long)symbol.Address : 0));
    }
}
