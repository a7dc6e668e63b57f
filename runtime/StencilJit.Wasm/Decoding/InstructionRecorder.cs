using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Decoding;

/// <summary>
/// Writes down the instructions of a function while they are validated, and how they use the function's locals. A structure, so
/// that the validator's calls are direct ones.
/// </summary>
internal struct InstructionRecorder(DecodedFunction function) : IFunctionSink
{
    private readonly DecodedFunction _function = function;
    private readonly LocalUses _uses = function.Uses;
    private FunctionState _state = null!;

    public void Begin(FunctionState function)
    {
        _state = function;
        _function.Begin(function);
    }

    public readonly void Block(in ControlFrame frame) => Add(Operation.Block, _function.Add(frame.Type));

    public readonly void Loop(in ControlFrame frame)
    {
        _uses.OpenLoop();
        Add(Operation.Loop, _function.Add(frame.Type));
    }

    public readonly void If(in ControlFrame frame)
    {
        _uses.OpenIf();
        Add(Operation.If, _function.Add(frame.Type));
    }

    public readonly void Else(in ControlFrame frame, bool fallsThrough) => Add(Operation.Else, fallsThrough ? 1u : 0);

    public readonly void End(in ControlFrame frame, bool fallsThrough, bool continues)
    {
        if (frame.Kind == ControlKind.Loop)
            _uses.EndLoop();
        else if (frame.Kind is ControlKind.If or ControlKind.Else)
            _uses.EndIf();
        Add(Operation.End, DecodedInstruction.Pack(fallsThrough ? 1 : 0, continues ? 1 : 0));
    }

    public readonly void Branch(int depth)
    {
        _uses.Branch(_state, depth);
        Add(Operation.Branch, (uint)depth);
    }

    public readonly void BranchIf(int depth)
    {
        _uses.Branch(_state, depth);
        Add(Operation.BranchIf, (uint)depth);
    }

    public readonly void BranchTable(ReadOnlySpan<int> depths, int defaultDepth)
    {
        _uses.BranchAnywhere();
        Add(Operation.BranchTable, _function.Add(depths, defaultDepth));
    }

    public readonly void Return() => Add(Operation.Return);

    public readonly void Unreachable() => Add(Operation.Unreachable);

    public readonly void Call(int function, FunctionType type)
    {
        _uses.Call();
        Add(Operation.Call, (uint)function);
    }

    public readonly void CallIndirect(int typeIndex, FunctionType type, int table)
    {
        _uses.Call();
        Add(Operation.CallIndirect, DecodedInstruction.Pack(typeIndex, table));
    }

    public readonly void Drop(ValueKind type) => Add(Operation.Drop, type, 0);

    public readonly void Select(ValueKind type) => Add(Operation.Select, type, 0);

    public readonly void LocalGet(int local, ValueKind type)
    {
        _uses.Read(local, _function.Count);
        Add(Operation.LocalGet, type, (uint)local);
    }

    public readonly void LocalSet(int local, ValueKind type)
    {
        _uses.Write(local);
        Add(Operation.LocalSet, type, (uint)local);
    }

    public readonly void LocalTee(int local, ValueKind type)
    {
        _uses.Write(local);
        Add(Operation.LocalTee, type, (uint)local);
    }

    public readonly void GlobalGet(int global, ValueKind type) => Add(Operation.GlobalGet, type, (uint)global);

    public readonly void GlobalSet(int global, ValueKind type) => Add(Operation.GlobalSet, type, (uint)global);

    public readonly void Load(Opcode opcode, uint offset, int alignment, ValueKind result) => Add(Operation.Load, result, offset, opcode);

    public readonly void Store(Opcode opcode, uint offset, int alignment, ValueKind value) => Add(Operation.Store, value, offset, opcode);

    public readonly void MemorySize() => Add(Operation.MemorySize);

    public readonly void MemoryGrow() => AddHelperCall(Operation.MemoryGrow, 0);

    public readonly void I32Const(int value) => Add(Operation.Constant, ValueKind.I32, (uint)value);

    public readonly void I64Const(long value) => Add(Operation.Constant, ValueKind.I64, (ulong)value);

    public readonly void F32Const(uint bits) => Add(Operation.Constant, ValueKind.F32, bits);

    public readonly void F64Const(ulong bits) => Add(Operation.Constant, ValueKind.F64, bits);

    public readonly void Unary(Opcode opcode, ValueKind operand, ValueKind result) =>
        Add(opcode is Opcode.I32Eqz or Opcode.I64Eqz ? Operation.Test : Operation.Unary, result, 0, opcode);

    public readonly void Binary(Opcode opcode, ValueKind operands, ValueKind result) =>
        Add(opcode <= Opcode.F64Ge ? Operation.Comparison : Operation.Binary, result, 0, opcode);

    public readonly void RefNull(ValueKind type) => Add(Operation.Constant, type, 0);

    public readonly void RefIsNull(ValueKind type) => Add(Operation.Test, ValueKind.I32, 0, Opcode.RefIsNull);

    public readonly void RefFunc(int function) => Add(Operation.RefFunc, ValueKind.FuncRef, (uint)function);

    public readonly void TableGet(int table, ValueKind element) => Add(Operation.TableGet, element, (uint)table);

    public readonly void TableSet(int table, ValueKind element) => Add(Operation.TableSet, element, (uint)table);

    public readonly void TableSize(int table) => Add(Operation.TableSize, ValueKind.I32, (uint)table);

    public readonly void TableGrow(int table, ValueKind element) => AddHelperCall(Operation.TableGrow, (uint)table);

    public readonly void TableFill(int table, ValueKind element) => AddHelperCall(Operation.TableFill, (uint)table);

    public readonly void TableCopy(int destination, int source) =>
        AddHelperCall(Operation.TableCopy, DecodedInstruction.Pack(source, destination));

    public readonly void TableInit(int segment, int table) => AddHelperCall(Operation.TableInit, DecodedInstruction.Pack(segment, table));

    public readonly void ElemDrop(int segment) => AddHelperCall(Operation.ElemDrop, (uint)segment);

    public readonly void MemoryInit(int segment) => AddHelperCall(Operation.MemoryInit, (uint)segment);

    public readonly void DataDrop(int segment) => AddHelperCall(Operation.DataDrop, (uint)segment);

    public readonly void MemoryCopy() => AddHelperCall(Operation.MemoryCopy, 0);

    public readonly void MemoryFill() => AddHelperCall(Operation.MemoryFill, 0);

    /// <summary>What the engine's helpers do keeps no registers, as a call does.</summary>
    private readonly void AddHelperCall(Operation operation, ulong bits)
    {
        _uses.Call();
        Add(operation, bits);
    }

    private readonly void Add(Operation operation, ulong bits = 0) => Add(operation, ValueKinds.Unknown, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Add(Operation operation, ValueKind type, ulong bits, Opcode opcode = 0) =>
        _function.Add(new DecodedInstruction(operation, type, opcode, _state.InstructionOffset, bits));
}
