using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Model;

namespace StencilJit.Compiler.Sources;

/// <summary>A set as clang compiled it: one LLVM module, in which nothing is lowered or optimised yet.</summary>
internal sealed unsafe class ParsedSet : IDisposable
{
    private ParsedSet(LLVMOpaqueModule* module, SetDeclaration declaration, IReadOnlyList<MicroOp> ops)
    {
        Module = module;
        Declaration = declaration;
        Ops = ops;
    }

    public LLVMOpaqueModule* Module { get; }

    public SetDeclaration Declaration { get; }

    /// <summary>
    /// All micro-ops in the order that they are lowered and linked in: by name, then the harness, then the entries.
    /// </summary>
    public IReadOnlyList<MicroOp> Ops { get; }

    /// <summary>Reads clang's bitcode.</summary>
    /// <exception cref="CompilationException">What it declares is not a set: SJ1100 to SJ1104, SJ1110.</exception>
    public static ParsedSet Read(LlvmSession session, byte[] bitcode, string setFolder)
    {
        var module = session.Parse(bitcode);
        try
        {
            // The header's `used` kept clang from dropping what only these lists refer to.
            foreach (var list in new[] { "llvm.compiler.used", "llvm.used" })
                if (LLVM.GetNamedGlobal(module, Utf8.Pin(list)) is var used && used != null)
                    LLVM.DeleteGlobal(used);
            var declaration = SetDeclaration.Read(module, setFolder);
            var ops = MicroOpReader.Read(module, new DocumentationReader());
            if (ops.Count == 0)
                throw new CompilationException("SJ1100", "The set has no micro-op: mark functions with STENCIL.", setFolder);
            var harness = Harness.For(ops[0]);
            foreach (var group in harness.Concat(ops).GroupBy(op => op.Name.ToUpperInvariant().Replace("_", "")).Where(group => group.Count() > 1))
                throw group.Last().Error("SJ1110", $"{string.Join(" and ", group.Select(op => $"'{op.Name}'"))} would get the same name in C#.");
            return new ParsedSet(module, declaration,
                [.. ops.Where(op => op.Kind != StencilKind.Entry), .. harness, .. ops.Where(op => op.Kind == StencilKind.Entry)]);
        }
        catch
        {
            LLVM.DisposeModule(module);
            throw;
        }
    }

    public void Dispose() => LLVM.DisposeModule(Module);
}
