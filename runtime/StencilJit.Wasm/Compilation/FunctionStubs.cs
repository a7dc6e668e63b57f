using System.Runtime.InteropServices;
using StencilJit.Runtime;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// What there is of functions before they are called first: for each a few bytes that say which it is, and for each type the code
/// that has the function compiled while its arguments wait in their slots.
/// </summary>
/// <param name="module">The functions' module.</param>
internal readonly ref struct FunctionStubs(Module module)
{
    private const int BytesPerStub = 32;
    // Two stencils for every argument that comes in a register, and a few more.
    private const int BytesPerType = 256 + (2 * Registers.Arguments * 64);

    // By the index of the function among those that are not imported.
    private readonly ReadOnlySpan<int> _types = ImmutableCollectionsMarshal.AsArray(module.FunctionTypeIndices).AsSpan(module.ImportedFunctionCount);

    /// <summary>How long their code is at most.</summary>
    public long MostBytes => ((long)BytesPerType * module.Types.Length) + ((long)BytesPerStub * _types.Length);

    /// <summary>Makes them.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="addresses">Takes the address of each, by the index of the function among those that are not imported.</param>
    /// <exception cref="WasmFormatException">A function has too many parameters or results.</exception>
    public void Emit(CodeWriter writer, Span<nint> addresses)
    {
        var compile = writer.DefineLabels(module.Types.Length);
        for (int function = 0; function < _types.Length; function++)
        {
            var label = compile[_types[function]];
            if (!writer.IsBound(label))
            {
                var type = module.Types[_types[function]];
                FrameLayout.Check(type, module.Bodies[function].Offset, module.ImportedFunctionCount + function);
                writer.Bind(label);
                EmitCompile(writer, type);
            }

            addresses[function] = writer.Address;
            WasmStencils.FunctionStub(writer, (uint)function, label);
        }
    }

    private static void EmitCompile(CodeWriter writer, FunctionType type)
    {
        foreach (var (register, _, slot) in new ArgumentRegisters(type))
            SlotStencils.EmitStore(writer, register, slot);
        WasmStencils.CallHelper(writer, immediate: 0, number: (int)HelperNumber.CompileFunction, operands: 0);
        foreach (var (register, kind, slot) in new ArgumentRegisters(type))
            SlotStencils.EmitLoad(writer, kind, register, slot);
        writer.Emit(WasmStencils.Id.EnterCompiled);
    }
}
