using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

/// <summary>Takes nothing: what is left is validation alone.</summary>
internal readonly struct NullSink : IFunctionSink
{
    public void Begin(FunctionState function)
    {
    }

    public void Block(long position, in ControlFrame frame)
    {
    }

    public void Loop(long position, in ControlFrame frame)
    {
    }

    public void If(long position, in ControlFrame frame)
    {
    }

    public void Else(long position, in ControlFrame frame, bool fallsThrough)
    {
    }

    public void End(long position, in ControlFrame frame, bool fallsThrough, bool continues)
    {
    }

    public void Branch(long position, int depth)
    {
    }

    public void BranchIf(long position, int depth)
    {
    }

    public void BranchTable(long position, ReadOnlySpan<int> depths, int defaultDepth)
    {
    }

    public void Return(long position)
    {
    }

    public void Unreachable(long position)
    {
    }

    public void Call(long position, int function)
    {
    }

    public void CallIndirect(long position, int typeIndex, FunctionType type, int table)
    {
    }

    public void Drop(long position, ValueKind type)
    {
    }

    public void Select(long position, ValueKind type)
    {
    }

    public void LocalGet(long position, int local, ValueKind type)
    {
    }

    public void LocalSet(long position, int local, ValueKind type)
    {
    }

    public void LocalTee(long position, int local, ValueKind type)
    {
    }

    public void GlobalGet(long position, int global, ValueKind type)
    {
    }

    public void GlobalSet(long position, int global, ValueKind type)
    {
    }

    public void Load(long position, Opcode opcode, uint offset, int alignment, ValueKind result)
    {
    }

    public void Store(long position, Opcode opcode, uint offset, int alignment, ValueKind value)
    {
    }

    public void MemorySize(long position)
    {
    }

    public void MemoryGrow(long position)
    {
    }

    public void I32Const(long position, int value)
    {
    }

    public void I64Const(long position, long value)
    {
    }

    public void F32Const(long position, uint bits)
    {
    }

    public void F64Const(long position, ulong bits)
    {
    }

    public void Numeric(long position, Opcode opcode, NumericSignature signature)
    {
    }

    public void RefNull(long position, ValueKind type)
    {
    }

    public void RefIsNull(long position, ValueKind type)
    {
    }

    public void RefFunc(long position, int function)
    {
    }

    public void TableGet(long position, int table, ValueKind element)
    {
    }

    public void TableSet(long position, int table, ValueKind element)
    {
    }

    public void TableSize(long position, int table)
    {
    }

    public void TableGrow(long position, int table, ValueKind element)
    {
    }

    public void TableFill(long position, int table, ValueKind element)
    {
    }

    public void TableCopy(long position, int destination, int source)
    {
    }

    public void TableInit(long position, int segment, int table)
    {
    }

    public void ElemDrop(long position, int segment)
    {
    }

    public void MemoryInit(long position, int segment)
    {
    }

    public void DataDrop(long position, int segment)
    {
    }

    public void MemoryCopy(long position)
    {
    }

    public void MemoryFill(long position)
    {
    }
}
