using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

/// <summary>Takes nothing: what is left is validation alone.</summary>
internal readonly struct NullSink : IFunctionSink
{
    public void Begin(FunctionState function)
    {
    }

    public void Block(in ControlFrame frame)
    {
    }

    public void Loop(in ControlFrame frame)
    {
    }

    public void If(in ControlFrame frame)
    {
    }

    public void Else(in ControlFrame frame, bool fallsThrough)
    {
    }

    public void End(in ControlFrame frame, bool fallsThrough, bool continues)
    {
    }

    public void Branch(int depth)
    {
    }

    public void BranchIf(int depth)
    {
    }

    public void BranchTable(ReadOnlySpan<int> depths, int defaultDepth)
    {
    }

    public void Return()
    {
    }

    public void Unreachable()
    {
    }

    public void Call(int function, FunctionType type)
    {
    }

    public void CallIndirect(int typeIndex, FunctionType type, int table)
    {
    }

    public void Drop(ValueKind type)
    {
    }

    public void Select(ValueKind type)
    {
    }

    public void LocalGet(int local, ValueKind type)
    {
    }

    public void LocalSet(int local, ValueKind type)
    {
    }

    public void LocalTee(int local, ValueKind type)
    {
    }

    public void GlobalGet(int global, ValueKind type)
    {
    }

    public void GlobalSet(int global, ValueKind type)
    {
    }

    public void Load(Opcode opcode, uint offset, int alignment, ValueKind result)
    {
    }

    public void Store(Opcode opcode, uint offset, int alignment, ValueKind value)
    {
    }

    public void MemorySize()
    {
    }

    public void MemoryGrow()
    {
    }

    public void I32Const(int value)
    {
    }

    public void I64Const(long value)
    {
    }

    public void F32Const(uint bits)
    {
    }

    public void F64Const(ulong bits)
    {
    }

    public void Unary(Opcode opcode, ValueKind operand, ValueKind result)
    {
    }

    public void Binary(Opcode opcode, ValueKind operands, ValueKind result)
    {
    }

    public void RefNull(ValueKind type)
    {
    }

    public void RefIsNull(ValueKind type)
    {
    }

    public void RefFunc(int function)
    {
    }

    public void TableGet(int table, ValueKind element)
    {
    }

    public void TableSet(int table, ValueKind element)
    {
    }

    public void TableSize(int table)
    {
    }

    public void TableGrow(int table, ValueKind element)
    {
    }

    public void TableFill(int table, ValueKind element)
    {
    }

    public void TableCopy(int destination, int source)
    {
    }

    public void TableInit(int segment, int table)
    {
    }

    public void ElemDrop(int segment)
    {
    }

    public void MemoryInit(int segment)
    {
    }

    public void DataDrop(int segment)
    {
    }

    public void MemoryCopy()
    {
    }

    public void MemoryFill()
    {
    }
}
