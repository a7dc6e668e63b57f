using System.Collections.Concurrent;
using StencilJit.Runtime;
using StencilJit.Wasm.Compilation;

namespace StencilJit.Wasm.Execution;

/// <summary>
/// The code between .NET, which has arguments and results in slots, and stitched functions, which have them in registers: made
/// for each function type when it is first needed. Its members may be called from several threads.
/// </summary>
internal sealed class BoundaryCode(StencilImage image)
{
    // Two stencils for every argument, and a few more, of less than 32 bytes each.
    private const int BytesPerArgument = 64;
    private const int OtherBytes = 256;

    private readonly ConcurrentDictionary<uint, nint> _runs = [];
    private readonly ConcurrentDictionary<uint, nint> _hostEntries = [];

    /// <summary>The code that .NET calls a function of a type through; its frame's first slot names the function.</summary>
    public nint Run(FunctionType type) =>
        _runs.GetOrAdd(CanonicalTypes.NumberOf(type), static (_, made) => made.Code.EmitRun(made.Type), (Code: this, Type: type));

    /// <summary>The code of host functions of a type.</summary>
    public nint HostEntry(FunctionType type) =>
        _hostEntries.GetOrAdd(CanonicalTypes.NumberOf(type), static (_, made) => made.Code.EmitHostEntry(made.Type), (Code: this, Type: type));

    private nint EmitRun(FunctionType type)
    {
        using var writer = CreateWriter(type);
        nint address = writer.Address;
        writer.Emit(WasmStencils.Id.RunEnter);
        foreach (var (register, kind, slot) in new ArgumentRegisters(type))
            SlotStencils.EmitLoad(writer, kind, register, slot + 1);
        writer.Emit(WasmStencils.Id.RunCall);
        if (type.Results is [var result])
            SlotStencils.EmitStore(writer, Registers.Result(Operand.IsFloatKind(result)), 0);
        writer.Emit(WasmStencils.Id.FunctionReturn);
        writer.Commit();
        return address;
    }

    private nint EmitHostEntry(FunctionType type)
    {
        using var writer = CreateWriter(type);
        nint address = writer.Address;
        foreach (var (register, _, slot) in new ArgumentRegisters(type))
            SlotStencils.EmitStore(writer, register, slot);
        writer.Emit(WasmStencils.Id.HostEntry);
        if (type.Results is [var result])
            SlotStencils.EmitLoad(writer, result, Registers.Result(Operand.IsFloatKind(result)), 0);
        writer.Emit(WasmStencils.Id.FunctionReturn);
        writer.Commit();
        return address;
    }

    private CodeWriter CreateWriter(FunctionType type) =>
        image.CreateWriter(OtherBytes + (BytesPerArgument * Math.Min(type.Parameters.Length, Registers.Count)));
}
