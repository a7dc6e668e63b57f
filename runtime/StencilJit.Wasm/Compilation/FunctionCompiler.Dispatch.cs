using System.Runtime.CompilerServices;
using StencilJit.Wasm.Decoding;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Compilation;

/// <content>From operations to what compiles them.</content>
internal sealed unsafe partial class FunctionCompiler
{
    private void CompileInstructions()
    {
        for (; ; )
        {
            if (_next->Operation <= Operation.Constant)
                PushLocalsAndNumbers();
            ref readonly var instruction = ref *_next++;
            switch (instruction.Operation)
            {
                case Operation.Block:
                    Block(instruction.Low);
                    break;
                case Operation.Loop:
                    Loop(instruction.Low);
                    break;
                case Operation.If:
                    If(instruction.Low);
                    break;
                case Operation.Else:
                    Else(fallsThrough: instruction.Low != 0);
                    break;
                case Operation.End:
                    End(fallsThrough: instruction.Low != 0, continues: instruction.High != 0);
                    if (_block == _outside)
                        return;
                    break;
                case Operation.Branch:
                    LeaveTo(instruction.Low);
                    break;
                case Operation.BranchIf:
                    BranchIf(instruction.Low);
                    break;
                case Operation.BranchTable:
                    BranchTable(_function.Labels(instruction));
                    break;
                case Operation.Return:
                    Return();
                    break;
                case Operation.Unreachable:
                    _writer.Emit(WasmStencils.Id.Unreachable);
                    break;
                case Operation.Call:
                    Call(instruction.Low);
                    break;
                case Operation.CallIndirect:
                    CallIndirect(instruction.Low, instruction.High);
                    break;
                case Operation.Drop:
                    Drop();
                    break;
                case Operation.Select:
                    Select(instruction.Type);
                    break;
                case Operation.LocalSet:
                    StoreLocal(instruction.Low);
                    Pop();
                    break;
                case Operation.LocalTee:
                    StoreLocal(instruction.Low);
                    break;
                case Operation.GlobalGet:
                    GlobalGet(instruction.Low, instruction.Type);
                    break;
                case Operation.GlobalSet:
                    GlobalSet(instruction.Low, instruction.Type);
                    break;
                case Operation.Load:
                    Load(instruction.Opcode, (uint)instruction.Bits, instruction.Type);
                    break;
                case Operation.Store:
                    Store(instruction.Opcode, (uint)instruction.Bits);
                    break;
                case Operation.Unary:
                    EmitUnary(NumericStencils.Of(instruction.Opcode), instruction.Type, NextLocal());
                    break;
                case Operation.Binary:
                    Binary(instruction.Opcode, instruction.Type);
                    break;
                case Operation.Test:
                    Test(instruction.Opcode);
                    break;
                case Operation.Comparison:
                    Postpone(instruction.Opcode);
                    break;
                default:
                    CompileRare(instruction);
                    break;
            }
        }
    }

    /// <summary>
    /// Pushes what nothing is stitched for: nearly half of all instructions. The last instruction is another one, so there is
    /// always an end to them. Which is next, nobody foresees, so they are not told apart by branches.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushLocalsAndNumbers()
    {
        var next = _next;
        int height = _height;
        if (_settled > height)
            _settled = height;
        Operand* operands = _operands;
        do
            operands[height++] = Operand.Of(*next++);
        while (next->Operation <= Operation.Constant);
        _height = height;
        _next = next;
    }

    /// <summary>Compiles what moves more than one value, and references.</summary>
    private void CompileRare(in DecodedInstruction instruction)
    {
        switch (instruction.Operation)
        {
            case Operation.MemorySize:
                MemorySize();
                break;
            case Operation.MemoryGrow:
                CallHelper(HelperNumber.MemoryGrow, 0, operands: 1, ValueKind.I32);
                break;
            case Operation.MemoryInit:
                CallHelper(HelperNumber.MemoryInit, instruction.Bits, operands: 3);
                break;
            case Operation.DataDrop:
                CallHelper(HelperNumber.DataDrop, instruction.Bits, operands: 0);
                break;
            case Operation.MemoryCopy:
                CallHelper(HelperNumber.MemoryCopy, 0, operands: 3);
                break;
            case Operation.MemoryFill:
                CallHelper(HelperNumber.MemoryFill, 0, operands: 3);
                break;
            case Operation.RefFunc:
                EmitConstantLike(WasmStencils.Id.RefFunc, ValueKind.FuncRef, (ulong)_layout.Function(instruction.Low));
                break;
            case Operation.TableGet:
                TableGet(instruction.Low, instruction.Type);
                break;
            case Operation.TableSet:
                TableSet(instruction.Low);
                break;
            case Operation.TableSize:
                EmitConstantLike(WasmStencils.Id.TableSize, ValueKind.I32, (ulong)_layout.Table(instruction.Low));
                break;
            case Operation.TableGrow:
                CallHelper(HelperNumber.TableGrow, instruction.Bits, operands: 2, ValueKind.I32);
                break;
            case Operation.TableFill:
                CallHelper(HelperNumber.TableFill, instruction.Bits, operands: 3);
                break;
            case Operation.TableCopy:
                CallHelper(HelperNumber.TableCopy, instruction.Bits, operands: 3);
                break;
            case Operation.TableInit:
                CallHelper(HelperNumber.TableInit, instruction.Bits, operands: 3);
                break;
            case Operation.ElemDrop:
                CallHelper(HelperNumber.ElemDrop, instruction.Bits, operands: 0);
                break;
            default:
                throw new NotSupportedException($"The compiler does not know {instruction.Operation}.");
        }
    }
}
