using LLVMSharp.Interop;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Objects;
using StencilJit.Model;

namespace StencilJit.Compiler.Holes;

/// <summary>Generates the code of a lowered module with every hole given a probe's value.</summary>
internal sealed unsafe class ProbeEmitter(LlvmSession session, IObjectFormat format)
{
    /// <summary>Emits one probe.</summary>
    /// <param name="module">The module; it stays as it is.</param>
    /// <param name="probe">The number of the probe.</param>
    /// <param name="hiding">Which values are hidden from the code generator.</param>
    /// <param name="left">Functions to leave out, by symbol.</param>
    public CodeObject Emit(LLVMOpaqueModule* module, int probe, HoleHiding hiding, IEnumerable<string> left)
        => format.Interpret(ObjectReader.Read(EmitObject(module, probe, hiding, left)));

    /// <summary>Emits one probe as an object file, in the target's format.</summary>
    public byte[] EmitObject(LLVMOpaqueModule* module, int probe, HoleHiding hiding, IEnumerable<string> left)
    {
        var clone = LLVM.CloneModule(module);
        try
        {
            foreach (var symbol in left)
                LLVM.DeleteFunction(LLVM.GetNamedFunction(clone, Utf8.Pin(symbol)));
            using var ir = new IrBuilder(session.Context, clone);
            Fill(ir, probe, hiding);
            return session.Emit(clone);
        }
        finally
        {
            LLVM.DisposeModule(clone);
        }
    }

    private void Fill(IrBuilder ir, int probe, HoleHiding hiding)
    {
        for (var marker = LLVM.GetFirstFunction(ir.Module); marker != null;)
        {
            var current = marker;
            marker = LLVM.GetNextFunction(marker);
            nuint length;
            if (Markers.ParseHole(Utf8.Read(LLVM.GetValueName2(current, &length), length)) is not { } hole)
                continue;
            var value = ProbeValues.Value(hole, probe);
            while (LLVM.GetFirstUse(current) is var use && use != null)
            {
                var call = LLVM.GetUser(use);
                ir.Before(call);
                var type = LLVM.TypeOf(call);
                var opaque = hiding.Hides(hole.Kind);
                if (opaque && WideningLoad(hole.Kind) is { } load)
                    Widen(ir, call, load, value);
                if (LLVM.GetFirstUse(call) != null)
                    LLVM.ReplaceAllUsesWith(call, opaque ? Opaque(ir, hole.Kind, type, value) : Constant(ir, type, value));
                LLVM.InstructionEraseFromParent(call);
            }
            LLVM.DeleteFunction(current);
        }
    }

    /// <summary>The instruction that loads a hole of this kind as wide as it is used, where there is one.</summary>
    private string? WideningLoad(HoleKind kind) => kind switch
    {
        HoleKind.I32 or HoleKind.I8 => session.Target.OpaqueImmediates.Load32Signed,
        HoleKind.Shift32 or HoleKind.Shift64 => session.Target.OpaqueImmediates.LoadByte,
        _ => null,
    };

    /// <summary>Gives what extends a hole its value at once, in a single instruction and register.</summary>
    private static void Widen(IrBuilder ir, LLVMOpaqueValue* call, string load, ulong value)
    {
        LLVMOpaqueValue* wide = null;
        while (FindExtension(ir, call) is var extension && extension != null)
        {
            if (wide == null)
            {
                var functionType = ir.FunctionType(ir.I64, [(nint)ir.I64]);
                wide = ir.Call(functionType, ir.Assembly(functionType, load, "=r,i", sideEffects: false), [(nint)ir.Constant(ir.I64, value)]);
            }
            LLVM.ReplaceAllUsesWith(extension, Narrowed(ir, wide, LLVM.TypeOf(extension)));
            LLVM.InstructionEraseFromParent(extension);
        }
        // What else asks for the narrow value takes it from there.
        if (wide != null)
            LLVM.ReplaceAllUsesWith(call, Narrowed(ir, wide, LLVM.TypeOf(call)));
    }

    private static LLVMOpaqueValue* Narrowed(IrBuilder ir, LLVMOpaqueValue* wide, LLVMOpaqueType* type) =>
        type == ir.I64 ? wide : ir.Truncate(wide, type);

    /// <summary>A sign extension of 32 bits, or any extension of fewer.</summary>
    private static LLVMOpaqueValue* FindExtension(IrBuilder ir, LLVMOpaqueValue* call)
    {
        var isNarrow = LLVM.TypeOf(call) != ir.I32;
        for (var use = LLVM.GetFirstUse(call); use != null; use = LLVM.GetNextUse(use))
            if (LLVM.GetUser(use) is var user && (isNarrow ? LLVM.IsAZExtInst(user) != null : LLVM.IsASExtInst(user) != null && LLVM.TypeOf(user) == ir.I64))
                return user;
        return null;
    }

    private static LLVMOpaqueValue* Constant(IrBuilder ir, LLVMOpaqueType* type, ulong value) =>
        type == ir.Pointer ? LLVM.ConstIntToPtr(ir.Constant(ir.I64, value), type) : ir.Constant(type, value);

    private LLVMOpaqueValue* Opaque(IrBuilder ir, HoleKind kind, LLVMOpaqueType* type, ulong value)
    {
        var immediates = session.Target.OpaqueImmediates;
        var wide = kind is HoleKind.I64 or HoleKind.U64 or HoleKind.Address;
        var bits = wide ? 64 : 32;
        var bounded = wide ? value : (uint)value;
        var parts = new List<nint>();
        for (var shift = 0; shift < bits; shift += immediates.BitsPerOperand)
            parts.Add((nint)ir.Constant(ir.I64, immediates.BitsPerOperand == 64 ? bounded : (bounded >> shift) & ((1UL << immediates.BitsPerOperand) - 1)));
        var functionType = ir.FunctionType(type, [.. parts.Select(_ => (nint)ir.I64)]);
        // The output is written before the last input is read, hence the early clobber; immediates do not mind.
        var constraints = "=r" + string.Concat(Enumerable.Repeat(",i", parts.Count));
        var assembly = ir.Assembly(functionType, wide ? immediates.Load64 : immediates.Load32, constraints, sideEffects: false);
        return ir.Call(functionType, assembly, [.. parts]);
    }
}
