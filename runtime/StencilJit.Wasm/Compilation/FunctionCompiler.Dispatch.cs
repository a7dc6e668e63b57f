using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using StencilJit.Wasm.Decoding;
using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Compilation;

/// <content>From operations to what compiles them.</content>
internal sealed unsafe partial class FunctionCompiler
{
    // Of what is pushed before an instruction, so many are copied whether there are as many or not.
    private const int PushedAtOnce = 4;

    private void CompileInstructions()
    {
        for (; ; )
        {
            ref readonly var instruction = ref *_next++;
            PushBefore(instruction);
            switch (instruction.Operation)
            {
                case Operation.Block:
                    Block(instruction.Index);
                    break;
                case Operation.Loop:
                    Loop(instruction.Index);
                    break;
                case Operation.If:
                    If(instruction.Index);
                    break;
                case Operation.Else:
                    Else(fallsThrough: instruction.Immediate != 0);
                    break;
                case Operation.End:
                    End(
                        fallsThrough: (instruction.Immediate & DecodedFunction.FallsThrough) != 0,
                        continues: (instruction.Immediate & DecodedFunction.Continues) != 0);
                    if (_block == _outside)
                        return;
                    break;
                case Operation.Branch:
                    LeaveTo(instruction.Index);
                    break;
                case Operation.BranchIf:
                    BranchIf(instruction.Index);
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
                    Call(instruction.Index);
                    break;
                case Operation.CallIndirect:
                    CallIndirect(_function.Pair(instruction));
                    break;
                case Operation.Drop:
                    Drop();
                    break;
                case Operation.Select:
                    Select(instruction.Type);
                    break;
                case Operation.LocalSet:
                    StoreLocal(instruction.Index);
                    Pop();
                    break;
                case Operation.LocalTee:
                    StoreLocal(instruction.Index);
                    break;
                case Operation.GlobalGet:
                    GlobalGet(instruction.Index, instruction.Type);
                    break;
                case Operation.GlobalSet:
                    GlobalSet(instruction.Index, instruction.Type);
                    break;
                case Operation.Load:
                    Load(instruction.Opcode, instruction.Immediate, instruction.Type);
                    break;
                case Operation.Store:
                    Store(instruction.Opcode, instruction.Immediate);
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
    /// Pushes the locals and numbers before an instruction, for which nothing is stitched. How many there are, nobody foresees, so some
    /// are copied always.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushBefore(in DecodedInstruction instruction)
    {
        var from = _pushed;
        uint bytes = instruction.Pushed - (uint)(nint)from;
        int height = _height;
        Operand* to = _operands + height;
        _pushed = (DecodedPush*)((byte*)from + bytes);
        if (_settled > height)
            _settled = height;
        _height = height + (int)(bytes / (uint)sizeof(DecodedPush));
        Vector256.Store(Vector256.Load((byte*)from), (byte*)to);
        Vector256.Store(Vector256.Load((byte*)(from + 2)), (byte*)(to + 2));
        if (bytes > PushedAtOnce * sizeof(DecodedPush))
            PushOthers(from + PushedAtOnce, _pushed, to + PushedAtOnce);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PushOthers(DecodedPush* from, DecodedPush* end, Operand* to)
    {
        while (from < end)
            *to++ = Operand.Of(*from++);
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
                CallHelper(HelperNumber.MemoryInit, instruction.Immediate, operands: 3);
                break;
            case Operation.DataDrop:
                CallHelper(HelperNumber.DataDrop, instruction.Immediate, operands: 0);
                break;
            case Operation.MemoryCopy:
                CallHelper(HelperNumber.MemoryCopy, 0, operands: 3);
                break;
            case Operation.MemoryFill:
                CallHelper(HelperNumber.MemoryFill, 0, operands: 3);
                break;
            case Operation.RefFunc:
                EmitConstantLike(WasmStencils.Id.RefFunc, ValueKind.FuncRef, (ulong)_layout.Function(instruction.Index));
                break;
            case Operation.TableGet:
                TableGet(instruction.Index, instruction.Type);
                break;
            case Operation.TableSet:
                TableSet(instruction.Index);
                break;
            case Operation.TableSize:
                EmitConstantLike(WasmStencils.Id.TableSize, ValueKind.I32, (ulong)_layout.Table(instruction.Index));
                break;
            case Operation.TableGrow:
                CallHelper(HelperNumber.TableGrow, instruction.Immediate, operands: 2, ValueKind.I32);
                break;
            case Operation.TableFill:
                CallHelper(HelperNumber.TableFill, instruction.Immediate, operands: 3);
                break;
            case Operation.TableCopy:
                CallHelper(HelperNumber.TableCopy, Pack(_function.Pair(instruction)), operands: 3);
                break;
            case Operation.TableInit:
                CallHelper(HelperNumber.TableInit, Pack(_function.Pair(instruction)), operands: 3);
                break;
            case Operation.ElemDrop:
                CallHelper(HelperNumber.ElemDrop, instruction.Immediate, operands: 0);
                break;
            default:
                throw new NotSupportedException($"The compiler does not know {instruction.Operation}.");
        }
    }

    private static ulong Pack((int First, int Second) immediates) => (uint)immediates.First | ((ulong)(uint)immediates.Second << 32);
}
