using LLVMSharp.Interop;

namespace StencilJit.Compiler.Llvm;

/// <summary>LLVM's instruction builder with the types and the few shapes that lowering needs.</summary>
internal sealed unsafe class IrBuilder : IDisposable
{
    /// <summary>LLVM's number of the preserve_none calling convention (llvm/IR/CallingConv.h).</summary>
    public const uint PreserveNone = 21;

    private static readonly sbyte* NoName = Utf8.Pin("");
    private readonly LLVMOpaqueBuilder* builder;

    public IrBuilder(LLVMOpaqueContext* context, LLVMOpaqueModule* module)
    {
        Context = context;
        Module = module;
        builder = LLVM.CreateBuilderInContext(context);
        Void = LLVM.VoidTypeInContext(context);
        I1 = LLVM.IntTypeInContext(context, 1);
        I8 = LLVM.IntTypeInContext(context, 8);
        I32 = LLVM.IntTypeInContext(context, 32);
        I64 = LLVM.IntTypeInContext(context, 64);
        F32 = LLVM.FloatTypeInContext(context);
        F64 = LLVM.DoubleTypeInContext(context);
        Pointer = LLVM.PointerTypeInContext(context, 0);
        Vector = LLVM.VectorType(F32, 4);
        DoubleVector = LLVM.VectorType(F64, 2);
    }

    public LLVMOpaqueContext* Context { get; }

    public LLVMOpaqueModule* Module { get; }

    public LLVMOpaqueType* Void { get; }

    public LLVMOpaqueType* I1 { get; }

    public LLVMOpaqueType* I8 { get; }

    public LLVMOpaqueType* I32 { get; }

    public LLVMOpaqueType* I64 { get; }

    public LLVMOpaqueType* F32 { get; }

    public LLVMOpaqueType* F64 { get; }

    public LLVMOpaqueType* Pointer { get; }

    public LLVMOpaqueType* Vector { get; }

    public LLVMOpaqueType* DoubleVector { get; }

    /// <summary>The type of integers of some bits.</summary>
    public LLVMOpaqueType* Integer(uint bits) => LLVM.IntTypeInContext(Context, bits);

    public void AtEnd(LLVMOpaqueBasicBlock* block) => LLVM.PositionBuilderAtEnd(builder, block);

    public void Before(LLVMOpaqueValue* instruction) => LLVM.PositionBuilderBefore(builder, instruction);

    public LLVMOpaqueBasicBlock* Block(LLVMOpaqueValue* function, string name) => LLVM.AppendBasicBlockInContext(Context, function, Utf8.Pin(name));

    public LLVMOpaqueValue* Alloca(LLVMOpaqueType* type) => LLVM.BuildAlloca(builder, type, NoName);

    public LLVMOpaqueValue* Load(LLVMOpaqueType* type, LLVMOpaqueValue* address) => LLVM.BuildLoad2(builder, type, address, NoName);

    public void Store(LLVMOpaqueValue* value, LLVMOpaqueValue* address) => LLVM.BuildStore(builder, value, address);

    /// <summary>A load from an address that is a multiple of 8 only, whatever the type.</summary>
    public LLVMOpaqueValue* LoadUnaligned(LLVMOpaqueType* type, LLVMOpaqueValue* address)
    {
        var load = Load(type, address);
        LLVM.SetAlignment(load, 8);
        return load;
    }

    /// <summary>A store to an address that is a multiple of 8 only, whatever the type.</summary>
    public void StoreUnaligned(LLVMOpaqueValue* value, LLVMOpaqueValue* address) =>
        LLVM.SetAlignment(LLVM.BuildStore(builder, value, address), 8);

    public LLVMOpaqueValue* Offset(LLVMOpaqueValue* pointer, LLVMOpaqueValue* bytes) => LLVM.BuildGEP2(builder, I8, pointer, &bytes, 1, NoName);

    public LLVMOpaqueValue* Constant(LLVMOpaqueType* type, ulong value) => LLVM.ConstInt(type, value, 0);

    public LLVMOpaqueValue* ShiftRight(LLVMOpaqueValue* value, LLVMOpaqueValue* count) => LLVM.BuildLShr(builder, value, count, NoName);

    public LLVMOpaqueValue* Truncate(LLVMOpaqueValue* value, LLVMOpaqueType* type) => LLVM.BuildTrunc(builder, value, type, NoName);

    public LLVMOpaqueValue* ZeroExtend(LLVMOpaqueValue* value, LLVMOpaqueType* type) => LLVM.BuildZExt(builder, value, type, NoName);

    public LLVMOpaqueValue* SignExtend(LLVMOpaqueValue* value, LLVMOpaqueType* type) => LLVM.BuildSExt(builder, value, type, NoName);

    public LLVMOpaqueValue* ToPointer(LLVMOpaqueValue* value) => LLVM.BuildIntToPtr(builder, value, Pointer, NoName);

    public LLVMOpaqueValue* FromPointer(LLVMOpaqueValue* value) => LLVM.BuildPtrToInt(builder, value, I64, NoName);

    public LLVMOpaqueValue* Compare(LLVMIntPredicate predicate, LLVMOpaqueValue* left, LLVMOpaqueValue* right) => LLVM.BuildICmp(builder, predicate, left, right, NoName);

    public void Branch(LLVMOpaqueValue* condition, LLVMOpaqueBasicBlock* then, LLVMOpaqueBasicBlock* otherwise) => LLVM.BuildCondBr(builder, condition, then, otherwise);

    public void Return() => LLVM.BuildRetVoid(builder);

    public LLVMOpaqueValue* Extract(LLVMOpaqueValue* aggregate, int index) => LLVM.BuildExtractValue(builder, aggregate, (uint)index, NoName);

    /// <summary>The scalar in lane 0 of a floating-point register.</summary>
    public LLVMOpaqueValue* Scalar(LLVMOpaqueValue* vector, LLVMOpaqueType* type)
    {
        var typed = type == F64 ? LLVM.BuildBitCast(builder, vector, DoubleVector, NoName) : vector;
        return LLVM.BuildExtractElement(builder, typed, Constant(I32, 0), NoName);
    }

    /// <summary>A floating-point register with a scalar in lane 0; the other lanes are anything.</summary>
    public LLVMOpaqueValue* FromScalar(LLVMOpaqueValue* scalar, LLVMOpaqueType* type)
    {
        var vector = LLVM.BuildInsertElement(builder, LLVM.GetPoison(type == F64 ? DoubleVector : Vector), scalar, Constant(I32, 0), NoName);
        return type == F64 ? LLVM.BuildBitCast(builder, vector, Vector, NoName) : vector;
    }

    public LLVMOpaqueType* FunctionType(LLVMOpaqueType* result, ReadOnlySpan<nint> parameters)
    {
        fixed (nint* types = parameters)
            return LLVM.FunctionType(result, (LLVMOpaqueType**)types, (uint)parameters.Length, 0);
    }

    public LLVMOpaqueType* Structure(ReadOnlySpan<nint> members)
    {
        fixed (nint* types = members)
            return LLVM.StructTypeInContext(Context, (LLVMOpaqueType**)types, (uint)members.Length, 0);
    }

    public LLVMOpaqueValue* Call(LLVMOpaqueType* type, LLVMOpaqueValue* function, ReadOnlySpan<nint> arguments)
    {
        fixed (nint* values = arguments)
            return LLVM.BuildCall2(builder, type, function, (LLVMOpaqueValue**)values, (uint)arguments.Length, NoName);
    }

    /// <summary>The function of this name, declared on first use.</summary>
    public LLVMOpaqueValue* Declare(string name, LLVMOpaqueType* type)
    {
        var function = LLVM.GetNamedFunction(Module, Utf8.Pin(name));
        return function != null ? function : LLVM.AddFunction(Module, Utf8.Pin(name), type);
    }

    /// <summary>Inline assembly in AT&amp;T syntax, with side effects.</summary>
    public LLVMOpaqueValue* Assembly(LLVMOpaqueType* type, string text, string constraints, bool sideEffects = true) =>
        LLVM.GetInlineAsm(
            type, Utf8.Pin(text), (nuint)text.Length, Utf8.Pin(constraints), (nuint)constraints.Length,
            sideEffects ? 1 : 0, 0, LLVMInlineAsmDialect.LLVMInlineAsmDialectATT, 0);

    public void AddAttribute(LLVMOpaqueValue* function, string name, ulong value = 0)
    {
        var kind = LLVM.GetEnumAttributeKindForName(Utf8.Pin(name), (nuint)name.Length);
        if (kind == 0)
            throw new ArgumentException($"LLVM knows no attribute '{name}'.", nameof(name));
        LLVM.AddAttributeAtIndex(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, LLVM.CreateEnumAttribute(Context, kind, value));
    }

    public void AddAttribute(LLVMOpaqueValue* function, string name, string value) =>
        LLVM.AddAttributeAtIndex(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, LLVM.CreateStringAttribute(Context, Utf8.Pin(name), (uint)name.Length, Utf8.Pin(value), (uint)value.Length));

    public void Dispose() => LLVM.DisposeBuilder(builder);
}
