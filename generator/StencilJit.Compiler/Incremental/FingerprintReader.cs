using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Sources;

namespace StencilJit.Compiler.Incremental;

/// <summary>Takes the fingerprints of a set's micro-ops from the module that clang made, before anything is done to it.</summary>
internal sealed partial class FingerprintReader
{
    private readonly ModuleText module;
    private readonly string common;
    private readonly Dictionary<string, bool> entangling = [];

    private FingerprintReader(ModuleText module, SetDeclaration declaration)
    {
        this.module = module;
        common = $"{string.Join(' ', declaration.Pinned)};{declaration.IntegerRegisters};{declaration.FloatRegisters}\n{new IrClosure(module, module.Rest).Text}";
    }

    /// <summary>The fingerprint of every micro-op, by its name.</summary>
    public static unsafe IReadOnlyDictionary<string, OpFingerprint> Read(ParsedSet set)
    {
        var text = LLVM.PrintModuleToString(set.Module);
        var module = new ModuleText(Utf8.Read(text));
        LLVM.DisposeMessage(text);
        return new FingerprintReader(module, set.Declaration).Read(set.Ops);
    }

    private Dictionary<string, OpFingerprint> Read(IReadOnlyList<MicroOp> ops)
    {
        var template = ops.First(op => !Harness.Contains(op));
        var closures = ops.ToDictionary(op => op.Name, op => new IrClosure(module, Harness.Contains(op) ? Attributes(template) : Definition(op.Name)));
        var entangled = ops.Where(op => closures[op.Name].Globals.Any(IsEntangling)).Select(op => op.Name).ToHashSet();
        var others = string.Concat(entangled.Select(name => closures[name].Text));
        return ops.ToDictionary(op => op.Name, op => new OpFingerprint(
            Hash($"{common}{op.Kind} {string.Join(' ', op.Placements.Select(placement => placement.Text))}\n{closures[op.Name].Text}{(entangled.Contains(op.Name) ? others : "")}"),
            [.. closures[op.Name].Globals.Select(name => name[1..]).Where(IsTrap).Select(name => name[Markers.Trap.Length..])],
            entangled.Contains(op.Name)));
    }

    private string Definition(string op) =>
        module.Find("@" + op) ?? throw new InvalidDataException($"LLVM does not print the micro-op '{op}'.");

    // The harness has no C; it takes the attributes of a micro-op's function.
    private string Attributes(MicroOp template) => AttributeGroup().Match(Definition(template.Name).Split('\n')[0]).Value;

    private static bool IsTrap(string name) => name.StartsWith(Markers.Trap, StringComparison.Ordinal);

    /// <summary>
    /// Whether the optimizer may look at all that use a name to decide about one of them: variables that no one might
    /// change, functions that cannot be inlined as they call themselves or take any number of arguments.
    /// </summary>
    private bool IsEntangling(string name)
    {
        if (entangling.TryGetValue(name, out var known))
            return known;
        var definition = module.Find(name)!;
        var body = definition.IndexOf('\n');
        return entangling[name] = body < 0
            ? LocalVariable().IsMatch(definition)
            : definition[..body].Contains("...", StringComparison.Ordinal) || new IrClosure(module, definition[body..]).Globals.Contains(name);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"#\d+(?= .*\{$)")]
    private static partial Regex AttributeGroup();

    [GeneratedRegex(@"^@\S+ = (private|internal) ([\w()]+ )*global ")]
    private static partial Regex LocalVariable();
}
