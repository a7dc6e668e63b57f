using System.Runtime.CompilerServices;
using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Decoding;

/// <summary>
/// Writes down the instructions of a function while they are validated, and how they use the function's locals. A structure, so
/// that the validator's calls are direct ones.
/// </summary>
internal unsafe struct InstructionRecorder(DecodedFunction function) : IFunctionSink
{
    private readonly DecodedFunction _function = function;
    private readonly LocalUses _uses = function.Uses;
    // Where the next instruction goes: none takes less than a byte, so that there is room.
    private DecodedInstruction* _next;
    // Where what is pushed next goes.
    private DecodedPush* _pushed;

    public void Begin(FunctionState function)
    {
        _function.Begin(function);
        _next = _function.Start;
        _pushed = _function.FirstPushed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Block(long position, in ControlFrame frame) => Add(position, Operation.Block, (uint)frame.Type);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Loop(long position, in ControlFrame frame)
    {
        Add(position, Operation.Loop, (uint)frame.Type);
        _uses.OpenLoop(_next);
    }

    public void If(long position, in ControlFrame frame)
    {
        _uses.OpenIf();
        Add(position, Operation.If, (uint)frame.Type);
    }

    public void Else(long position, in ControlFrame frame, bool fallsThrough) => Add(position, Operation.Else, fallsThrough ? 1u : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(long position, in ControlFrame frame, bool fallsThrough, bool continues)
    {
        if (frame.Kind == ControlKind.Loop)
            _uses.EndLoop();
        else if (frame.Kind is ControlKind.If or ControlKind.Else)
            _uses.EndIf(_next);
        Add(position, Operation.End, (fallsThrough ? DecodedFunction.FallsThrough : 0) | (continues ? DecodedFunction.Continues : 0));
        if (frame.Kind == ControlKind.Function)
            _function.Finish(_next, _pushed);
    }

    public void Branch(long position, int depth)
    {
        var instruction = Add(position, Operation.Branch, (uint)depth);
        _uses.Branch(_function.State, depth, instruction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BranchIf(long position, int depth)
    {
        var instruction = Add(position, Operation.BranchIf, (uint)depth);
        _uses.Branch(_function.State, depth, instruction);
    }

    public void BranchTable(long position, ReadOnlySpan<int> depths, int defaultDepth)
    {
        var instruction = Add(position, Operation.BranchTable, _function.Add(depths, defaultDepth));
        _uses.BranchAnywhere(instruction);
    }

    public void Return(long position) => Add(position, Operation.Return);

    public void Unreachable(long position) => Add(position, Operation.Unreachable);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Call(long position, int function)
    {
        var instruction = Add(position, Operation.Call, (uint)function);
        _uses.Call(instruction);
    }

    public void CallIndirect(long position, int typeIndex, FunctionType type, int table)
    {
        var instruction = Add(position, Operation.CallIndirect, _function.Add(typeIndex, table));
        _uses.Call(instruction);
    }

    public void Drop(long position, ValueKind type) => Add(position, Operation.Drop, type, 0);

    public void Select(long position, ValueKind type)
    {
        if (type is not (ValueKind.F32 or ValueKind.F64))
            _uses.Select();
        Add(position, Operation.Select, type, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LocalGet(long position, int local, ValueKind type)
    {
        Push(DecodedPush.OfLocal(local, type));
        _uses.Read(local, _next);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LocalSet(long position, int local, ValueKind type)
    {
        var instruction = Add(position, Operation.LocalSet, type, (uint)local);
        _uses.Write(local, instruction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LocalTee(long position, int local, ValueKind type)
    {
        var instruction = Add(position, Operation.LocalTee, type, (uint)local);
        _uses.Write(local, instruction);
    }

    public void GlobalGet(long position, int global, ValueKind type) => Add(position, Operation.GlobalGet, type, (uint)global);

    public void GlobalSet(long position, int global, ValueKind type) => Add(position, Operation.GlobalSet, type, (uint)global);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(long position, Opcode opcode, uint offset, int alignment, ValueKind result) => Add(position, Operation.Load, result, offset, opcode);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(long position, Opcode opcode, uint offset, int alignment, ValueKind value) => Add(position, Operation.Store, value, offset, opcode);

    public void MemorySize(long position) => Add(position, Operation.MemorySize);

    public void MemoryGrow(long position) => AddHelperCall(position, Operation.MemoryGrow, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void I32Const(long position, int value) => Push(DecodedPush.OfNumber((uint)value, ValueKind.I32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void I64Const(long position, long value) => Push(DecodedPush.OfNumber((ulong)value, ValueKind.I64));

    public void F32Const(long position, uint bits) => Push(DecodedPush.OfNumber(bits, ValueKind.F32));

    public void F64Const(long position, ulong bits) => Push(DecodedPush.OfNumber(bits, ValueKind.F64));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Numeric(long position, Opcode opcode, NumericSignature signature) => Add(new DecodedInstruction(signature, opcode, position, (uint)(nint)_pushed));

    public void RefNull(long position, ValueKind type) => Push(DecodedPush.OfNumber(0, type));

    public void RefIsNull(long position, ValueKind type) => Add(position, Operation.Test, ValueKind.I32, 0, Opcode.RefIsNull);

    public void RefFunc(long position, int function) => Add(position, Operation.RefFunc, ValueKind.FuncRef, (uint)function);

    public void TableGet(long position, int table, ValueKind element) => Add(position, Operation.TableGet, element, (uint)table);

    public void TableSet(long position, int table, ValueKind element) => Add(position, Operation.TableSet, element, (uint)table);

    public void TableSize(long position, int table) => Add(position, Operation.TableSize, ValueKind.I32, (uint)table);

    public void TableGrow(long position, int table, ValueKind element) => AddHelperCall(position, Operation.TableGrow, (uint)table);

    public void TableFill(long position, int table, ValueKind element) => AddHelperCall(position, Operation.TableFill, (uint)table);

    public void TableCopy(long position, int destination, int source) =>
        AddHelperCall(position, Operation.TableCopy, _function.Add(source, destination));

    public void TableInit(long position, int segment, int table) => AddHelperCall(position, Operation.TableInit, _function.Add(segment, table));

    public void ElemDrop(long position, int segment) => AddHelperCall(position, Operation.ElemDrop, (uint)segment);

    public void MemoryInit(long position, int segment) => AddHelperCall(position, Operation.MemoryInit, (uint)segment);

    public void DataDrop(long position, int segment) => AddHelperCall(position, Operation.DataDrop, (uint)segment);

    public void MemoryCopy(long position) => AddHelperCall(position, Operation.MemoryCopy, 0);

    public void MemoryFill(long position) => AddHelperCall(position, Operation.MemoryFill, 0);

    /// <summary>What the engine's helpers do keeps no registers, as a call does.</summary>
    private void AddHelperCall(long position, Operation operation, uint immediate)
    {
        var instruction = Add(position, operation, immediate);
        _uses.Call(instruction);
    }

    private DecodedInstruction* Add(long position, Operation operation, uint immediate = 0) => Add(position, operation, ValueKinds.Unknown, immediate);

    private DecodedInstruction* Add(long position, Operation operation, ValueKind type, uint immediate, Opcode opcode = 0) =>
        Add(new DecodedInstruction(operation, type, opcode, position, immediate, (uint)(nint)_pushed));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(DecodedPush push)
    {
        *_pushed = push;
        _pushed++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DecodedInstruction* Add(DecodedInstruction instruction)
    {
        var place = _next;
        *place = instruction;
        _next = place + 1;
        return place;
    }
}
